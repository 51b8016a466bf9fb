package dev.signalbox.bench;

import dev.signalbox.bench.Figure.Target;
import dev.signalbox.db.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Single claims on a PostgreSQL that is as durable as one in production, beside the rows they became, inserted in batches. */
final class PostgresPosts implements Measurement {
    private static final int CONNECTIONS = 128;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int ROUNDS = 9;
    private static final int ITEMS = 10_000;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Figure> run(Place place) throws IOException, SQLException {
        try (var postgres = new PostgresServer(place.file("postgres"))) {
            var db = postgres.fresh();
            var bodies = place.claims.bodies(0);
            try (var one = place.node(db);
                    var other = place.node(db);
                    var plain = connect(db)) {
                Posts.post(one, CONNECTIONS, bodies, WARM_UP);
                Posts.post(other, CONNECTIONS, bodies, WARM_UP);
                var nodes = List.of(one.baseUri(), other.baseUri());
                post(nodes, bodies, WARM_UP);
                var rows = PlainRows.stored(plain, ITEMS);
                for (var table : PlainRows.TABLES) {
                    execute(plain, "CREATE TABLE plain_" + table + " (LIKE " + table + " INCLUDING ALL)");
                }
                var ours = new ArrayList<Answers>();
                var both = new ArrayList<Double>();
                var ratios = new ArrayList<Double>();
                var inserts = new ArrayList<Double>();
                for (int round = 0; round < ROUNDS; round++) {
                    // A node works on what all were posted: one that is not measured stands still.
                    one.freeze();
                    other.freeze();
                    execute(plain, "TRUNCATE plain_item, plain_step");
                    inserts.add(rows.insert(plain, "plain_"));
                    one.thaw();
                    ours.add(Posts.post(one, CONNECTIONS, bodies, ROUND));
                    ratios.add(ours.get(round).perSecond() / inserts.get(round));
                    other.thaw();
                    both.add(post(nodes, bodies, ROUND).perSecond());
                }
                double alone = Median.of(ours, Answers::perSecond);
                double together = Median.of(both);
                return List.of(
                        Figure.beside(
                                name(),
                                "items/s, 128 connections, beside their rows inserted 500 items at a time",
                                alone,
                                Median.of(inserts),
                                Median.of(ratios),
                                Target.atLeast(0.5)),
                        Figure.told(name(), "ms, p50", Median.of(ours, a -> a.millis(0.50))),
                        Figure.told(name(), "ms, p99", Median.of(ours, a -> a.millis(0.99))),
                        Figure.beside(
                                name(),
                                "items/s of two nodes on one PostgreSQL, beside one",
                                together,
                                alone,
                                together / alone,
                                Target.atLeast(1)));
            }
        }
    }

    private static Connection connect(String db) throws SQLException {
        var address = db.replaceFirst("^postgresql://([^@]*)@", "jdbc:postgresql://");
        return DriverManager.getConnection(address, "postgres", "");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Answers post(List<URI> nodes, Claims.Bodies bodies, Duration time) throws IOException {
        return new Load(nodes, CONNECTIONS)
                .run(time, () -> Load.post(Claims.ITEMS, "", bodies.next()))
                .onlyWith(201);
    }
}
