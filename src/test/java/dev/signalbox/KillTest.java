package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Postgres;
import dev.signalbox.db.PostgresServer;
import dev.signalbox.db.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An answer is a promise: what the server acknowledged survives SIGKILL, once, and work goes on. On PostgreSQL the network between
 * them is also slow now and then, and breaks.
 */
class KillTest {
    /** What the build does of it on SQLite and on PostgreSQL; {@code -Dkill.rounds=200} is the long form. */
    private static final int SHORT = 20;

    private static final int SHORT_ON_POSTGRES = 5;

    /** Where a kill falls is chance: rounds go on until so many fell inside an import, three of ten. */
    private static final double MIDWAY = 0.3;

    private static final int MOST = 60;

    private static final Duration BEYOND_ANY_LEASE = Duration.ofMinutes(10);

    /** The kill is about starting and stopping, not about speed at length. */
    private static final String[] QUICK_START = {"-XX:TieredStopAtLevel=1", "-Xmx512m"};

    private final Path folder;

    private final Set<String> everSent = new HashSet<>();
    private long everAcknowledged;

    KillTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void everyAcknowledgedItemIsThereOnceAfterEveryKill(Store store) throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        int rounds = Integer.getInteger("kill.rounds", store == Store.SQLITE ? SHORT : SHORT_ON_POSTGRES);
        System.out.println("KillTest: run again with -Dkill.seed=" + seed);
        var random = new Random(seed);
        var db = Postgres.fresh();
        try (var practice = new Practice();
                var proxy = new CuttingProxy(Postgres.server().port())) {
            var rules = Tickets.write(folder.resolve("rules"), practice.uri());
            var behindProxy = PostgresServer.address(db.substring(db.lastIndexOf('/') + 1), proxy.port());
            int midway = 0;
            int round = 0;
            ServerProcess server = start(store, behindProxy, rules);
            try {
                for (; round < rounds || (midway < MIDWAY * rounds && round < Math.max(3 * rounds, MOST)); round++) {
                    proxy.delay(random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0);
                    var traffic = new Traffic(server.baseUri(), folder, round);
                    traffic.awaitAcknowledged(1 + random.nextInt(Traffic.ROWS));
                    if (random.nextInt(3) == 0) {
                        proxy.cutAll();
                    }
                    LockSupport.parkNanos(random.nextInt(20_000_000));
                    server.kill();
                    traffic.awaitEnd();
                    proxy.delay(0);
                    server = start(store, behindProxy, rules);
                    midway += traffic.importedOnlyPart() ? 1 : 0;
                    everSent.addAll(traffic.sent());
                    everAcknowledged += traffic.acknowledged().size();
                    verify(server.baseUri(), traffic);
                }
                assertThat(midway).as("kills that fell inside an import").isGreaterThanOrEqualTo((int)
                        (MIDWAY * rounds));
                if (store == Store.POSTGRESQL) {
                    Postgres.setClockAhead(db, BEYOND_ANY_LEASE);
                }
                everyAutomaticStepIsDone(new Client(server.baseUri()), practice);
            } finally {
                server.close();
            }
            assertThat(completedTwice(store, db)).as("steps completed twice").isZero();
            System.out.printf(
                    "KillTest: %s, %d kills, %d inside an import; %d items, %d acknowledged, lost 0, completed twice 0%n",
                    store, round, midway, everSent.size(), everAcknowledged);
        }
    }

    private ServerProcess start(Store store, String db, Path rules) throws IOException {
        return store == Store.SQLITE
                ? ServerProcess.serve(folder.resolve("data"), rules, QUICK_START)
                : ServerProcess.node(db, rules, QUICK_START);
    }

    private void verify(URI successor, Traffic traffic) throws Exception {
        var client = new Client(successor);
        for (var acknowledged : traffic.acknowledged().entrySet()) {
            var item = client.get("/v1/items/" + acknowledged.getValue());
            assertThat(item.status()).as("item %s", acknowledged).isEqualTo(200);
            assertThat(item.body().at("/payload/number").asText()).isEqualTo(acknowledged.getKey());
        }
        traffic.sendAgain(successor);
        var sums = client.get("/v1/conservation").body();
        assertThat(sums.get("accepted").asInt()).as("each number is one item").isEqualTo(everSent.size());
        assertThat(sums.get("closed").asInt() + sums.get("held").asInt()).isEqualTo(everSent.size());
    }

    private void everyAutomaticStepIsDone(Client client, Practice practice) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        var inProgress = "/v1/items?process=tickets&status=IN_PROGRESS&limit=1";
        while (client.get(inProgress).body().toString().contains("\"id\"")) {
            assertThat(System.nanoTime())
                    .as("steps of dead servers are resumed")
                    .isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
        long routine = everSent.stream().filter(Traffic::isRoutine).count();
        assertThat(client.get("/v1/conservation").body().get("closed").asLong()).isEqualTo(routine);
        assertThat((long) practice.received().size()).isGreaterThanOrEqualTo(routine);
    }

    private int completedTwice(Store store, String db) throws SQLException {
        var place = store == Store.SQLITE
                ? "jdbc:sqlite:" + folder.resolve("data").resolve("signalbox.db")
                : "jdbc:" + db.replace("postgres@", "") + "?user=postgres";
        try (var connection = DriverManager.getConnection(place);
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT count(*) FROM (SELECT 1 FROM history WHERE event = 'STEP_DONE'
                        GROUP BY item_id, step HAVING count(*) > 1) twice""")) {
            return row.next() ? row.getInt(1) : -1;
        }
    }
}
