package dev.signalbox.bench;

import dev.signalbox.Client;
import dev.signalbox.ServerProcess;
import dev.signalbox.Tickets;
import dev.signalbox.bench.Figure.Target;
import dev.signalbox.db.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What claiming {@code next} takes 16 callers at once, from a queue of ten thousand tasks and from one of a million. */
final class MillionTasks implements Measurement {
    private static final int CALLERS = 16;
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int WARM_UP = 20_000;
    private static final int CLAIMS = 4_000;
    /** The long queue is a hundred times the short one: what grows with it shows as far more. */
    private static final double FLAT = 1.5;

    private static final byte[] NO_BODY = {};

    @Override
    public String name() {
        return "million-tasks";
    }

    @Override
    public List<Figure> run(Place place) throws IOException, SQLException, InterruptedException {
        var rules = Tickets.write(place.file("tickets"), URI.create("http://127.0.0.1:9"));
        var figures = new ArrayList<Figure>();
        double few = sqlite(place, rules, FEW);
        figures.addAll(figures("SQLite", sqlite(place, rules, MANY), few));
        try (var postgres = new PostgresServer(place.file("postgres-tasks"))) {
            few = postgres(postgres, rules, FEW);
            figures.addAll(figures("PostgreSQL", postgres(postgres, rules, MANY), few));
        }
        return figures;
    }

    private List<Figure> figures(String database, double many, double few) {
        return List.of(
                Figure.of(
                        name(), "ms, p99 of next, 16 callers, a million tasks on " + database, many, Target.atMost(20)),
                Figure.beside(
                        name(), "the same, beside ten thousand tasks", many, few, many / few, Target.atMost(FLAT)));
    }

    private static double sqlite(Place place, Path rules, int tasks)
            throws IOException, SQLException, InterruptedException {
        var data = place.file("tasks-" + tasks);
        try (var server = ServerProcess.serve(data, rules)) {
            post(server);
        }
        fill("jdbc:sqlite:" + data.resolve("signalbox.db"), tasks, """
                WITH RECURSIVE k (k) AS (VALUES (1) UNION ALL SELECT k + 1 FROM k WHERE k < %d)""");
        try (var server = ServerProcess.serve(data, rules)) {
            return p99(server);
        }
    }

    private static double postgres(PostgresServer postgres, Path rules, int tasks)
            throws IOException, SQLException, InterruptedException {
        var db = postgres.fresh();
        try (var node = ServerProcess.node(db, rules)) {
            post(node);
        }
        fill(
                db.replaceFirst("^postgresql://([^@]*)@", "jdbc:postgresql://") + "?user=postgres",
                tasks,
                "WITH k AS (SELECT generate_series(1, %d) AS k)");
        try (var node = ServerProcess.node(db, rules)) {
            return p99(node);
        }
    }

    private static void post(ServerProcess server) throws IOException, InterruptedException {
        var reply = new Client(server.baseUri()).post(Tickets.ITEMS, "bench", Tickets.json("N", "special"));
        if (reply.status() != 201) {
            throw new IOException("Expected an item, but was " + reply.status());
        }
    }

    /** The one item there is, so many times over, and once more for each that warming up takes away. */
    private static void fill(String jdbc, int tasks, String numbers) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbc);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var k = numbers.formatted(tasks + WARM_UP);
            statement.execute("INSERT INTO item (id, process, status, route, received_at, sender, content, media_type,"
                    + " payload, decision, plan) " + k + " SELECT id + k, process, status, route, received_at, sender,"
                    + " content, media_type, payload, decision, plan FROM item, k");
            statement.execute(
                    "INSERT INTO step (item_id, n, process, name, kind, task, status, queue, priority, due_at) "
                            + k
                            + " SELECT item_id + k, n, process, name, kind, task, status, queue, priority, due_at + k"
                            + " FROM step, k");
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute(jdbc.startsWith("jdbc:sqlite") ? "ANALYZE" : "VACUUM ANALYZE"); // as it rests
        }
    }

    private static double p99(ServerProcess server) throws IOException {
        var request = Load.post(Tickets.QUEUE + "/next", "Signalbox-Actor: bench\r\n", NO_BODY);
        var load = new Load(server.baseUri(), CALLERS);
        load.run(Duration.ofSeconds(60), WARM_UP, () -> request).onlyWith(200);
        return load.run(Duration.ofSeconds(60), CLAIMS, () -> request)
                .onlyWith(200)
                .millis(0.99);
    }
}
