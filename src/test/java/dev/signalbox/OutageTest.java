package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Postgres;
import dev.signalbox.db.PostgresServer;
import dev.signalbox.decision.RuleCompiler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server on a PostgreSQL that goes away: what callers are told then, and what is true afterwards. */
class OutageTest {
    private static final int CUTS = Integer.getInteger("outage.cuts", 100);
    private static final int STOPS = Integer.getInteger("outage.stops", 3);
    private static final int CALLERS = 4;
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Path folder;
    private final Path rules;

    OutageTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
    }

    private Signalbox start(String db) throws Exception {
        return new Signalbox("127.0.0.1", 0, folder, db, rules, RuleCompiler::compile, Clock.systemUTC());
    }

    @Test
    void aPostWhoseCommitWentUnheardIsOneItemAndItsRetryIsAnsweredWithIt() throws Exception {
        var address = Postgres.fresh();
        var name = address.substring(address.lastIndexOf('/') + 1);
        try (var proxy = new CuttingProxy(Postgres.server().port());
                var node = start(PostgresServer.address(name, proxy.port()))) {
            var client = new Client(URI.create(node.address()));
            for (int i = 0; i < CUTS; i++) {
                proxy.cutAfterNextCommit();
                var body = Tickets.json("N" + i, "special");
                var first = client.postOnce(Tickets.ITEMS, "key " + i, body);
                assertThat(first.status()).as("%s", first.body()).isEqualTo(201);
                assertThat(proxy.cuts()).isEqualTo(i + 1);
                var again = client.postOnce(Tickets.ITEMS, "key " + i, body);
                assertThat(again.replayed()).isTrue();
                assertThat(again.body()).isEqualTo(first.body());
            }
            assertThat(accepted(client)).isEqualTo(CUTS);
            System.out.printf("OutageTest: %d cuts after COMMIT, one item each%n", CUTS);
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheDatabaseIsStoppedAndTheNodeRecoversByItself() throws Exception {
        try (var server = new PostgresServer(folder.resolve("postgres"));
                var node = start(server.fresh())) {
            var client = new Client(URI.create(node.address()));
            var callers = new Callers(client);
            var slowest = Duration.ZERO;
            for (int stop = 1; stop <= STOPS; stop++) {
                callers.awaitAcknowledged(100 * stop);
                server.stopImmediately();
                refusedForNow(client, "while down " + stop);
                server.startAgain();
                long back = System.nanoTime();
                while (client.get("/health/ready").status() != 200
                        || client.postOnce(Tickets.ITEMS, "back " + stop, Tickets.json("B" + stop, "special"))
                                        .status()
                                >= 500) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                var recovered = Duration.ofNanos(System.nanoTime() - back);
                assertThat(recovered).isLessThan(RECOVERY);
                slowest = recovered.compareTo(slowest) > 0 ? recovered : slowest;
            }
            callers.end();
            for (var number : callers.sent) {
                var again = callers.post(number);
                var promised = callers.acknowledged.get(number);
                assertThat(again.status())
                        .as("%s", again.body())
                        .isIn(promised == null ? Set.of(200, 201) : Set.of(200));
                if (promised != null) {
                    assertThat(again.body().get("id").asText()).isEqualTo(promised);
                }
            }
            client.postOnce(Tickets.ITEMS, "while down 1", Tickets.json("while down 1", "special"));
            var ids = new HashSet<>(callers.acknowledged.values());
            assertThat(ids).hasSameSizeAs(callers.acknowledged.keySet());
            assertThat(accepted(client)).isBetween(callers.sent.size() + STOPS, callers.sent.size() + 2 * STOPS);
            System.out.printf(
                    "OutageTest: %d immediate stops of PostgreSQL, %d acknowledged, lost 0, recovered within %d ms%n",
                    STOPS, ids.size(), slowest.toMillis());
        }
    }

    private static void refusedForNow(Client client, String key) throws Exception {
        var refused = client.postOnce(Tickets.ITEMS, key, Tickets.json(key, "special"));
        assertThat(refused.status()).as("%s", refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(client.get("/health/ready").status()).isEqualTo(503);
        assertThat(client.get("/health/live").status()).isEqualTo(200);
        var read = client.get("/v1/items?limit=1");
        assertThat(read.status()).isEqualTo(503);
        assertThat(read.headers().firstValue("Retry-After")).isPresent();
    }

    private static int accepted(Client client) throws Exception {
        var sums = client.get("/v1/conservation").body();
        int accepted = sums.get("accepted").asInt();
        assertThat(sums.get("closed").asInt() + sums.get("held").asInt()).isEqualTo(accepted);
        return accepted;
    }

    /** They post one after another, whatever they are answered, and keep what they were promised. */
    private static final class Callers {
        private final Client client;
        private final Set<String> sent = ConcurrentHashMap.newKeySet();
        private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean over;

        Callers(Client client) {
            this.client = client;
            for (int i = 0; i < CALLERS; i++) {
                var prefix = "C" + i + "-";
                var thread = new Thread(() -> run(prefix));
                threads.add(thread);
                thread.start();
            }
        }

        private void run(String prefix) {
            for (int i = 0; !over; i++) {
                var number = prefix + i;
                sent.add(number);
                try {
                    var reply = post(number);
                    if (reply.status() == 201) {
                        acknowledged.put(number, reply.body().get("id").asText());
                    } else {
                        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(503);
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError("the node itself never goes away", e);
                }
            }
        }

        Client.Reply post(String number) throws IOException, InterruptedException {
            return client.postOnce(Tickets.ITEMS, number, Tickets.json(number, "special"));
        }

        void awaitAcknowledged(int count) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (acknowledged.size() < count) {
                assertThat(System.nanoTime()).as("%s answers come", count).isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }

        void end() throws InterruptedException {
            over = true;
            for (var thread : threads) {
                thread.join();
            }
        }
    }
}
