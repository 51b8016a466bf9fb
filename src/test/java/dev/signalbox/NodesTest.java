package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Postgres;
import dev.signalbox.decision.RuleCompiler;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on one PostgreSQL. Those that must die or freeze are processes of their own. */
class NodesTest {
    /** It is about dying, not about speed at length. */
    private static final String[] QUICK_START = {"-XX:TieredStopAtLevel=1", "-Xmx256m"};

    /** The long form, {@code mvn -q -Ptorment test}, does it 50 times. */
    private static final int FREEZES = Integer.getInteger("nodes.freezes", 1);

    private static final Duration BEYOND_ANY_LEASE = Duration.ofMinutes(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

    private final Path folder;
    private final String db = Postgres.fresh();
    private Practice receiver;
    private Path rules;

    NodesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void open() throws IOException {
        receiver = new Practice();
        rules = Tickets.write(folder.resolve("rules"), receiver.uri());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Signalbox node() throws Exception {
        return new Signalbox("127.0.0.1", 0, folder, db, rules, RuleCompiler::compile, Clock.systemUTC());
    }

    private static Client client(Signalbox node) {
        return new Client(URI.create(node.address()));
    }

    @Test
    void anyNodeTakesAnyCall() throws Exception {
        try (var one = node();
                var other = node()) {
            var first = client(one).postOnce(Tickets.ITEMS, "k", Tickets.json("N1", "special"));
            assertThat(first.status()).isEqualTo(201);
            var again = client(other).postOnce(Tickets.ITEMS, "k", Tickets.json("N1", "special"));
            assertThat(again.replayed()).isTrue();
            assertThat(again.body()).isEqualTo(first.body());
            var task = client(other).post(Tickets.QUEUE + "/next", "ada", "").body();
            assertThat(task.get("itemId")).isEqualTo(first.body().get("id"));
            var done = client(one)
                    .post("/v1/tasks/" + task.get("id").asText() + "/complete", "ada", "{\"outcome\": \"DONE\"}");
            assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
            awaitClosed(client(other), first.body().get("id").asText());
        }
    }

    @Test
    void nodesAskedAtOnceGiveEachTaskToOnePersonAndMakeOneItemOfEachKey() throws Exception {
        int tasks = 400;
        try (var one = node();
                var other = node()) {
            var clients = List.of(client(one), client(other));
            var ids = inParallel(tasks * 2, i -> {
                var number = "N" + i / 2;
                var reply = clients.get(i % 2).postOnce(Tickets.ITEMS, number, Tickets.json(number, "special"));
                assertThat(reply.status()).as("%s", reply.body()).isIn(200, 201);
                return reply.body().get("id").asText();
            });
            assertThat(ids.stream().distinct()).hasSize(tasks);
            var taken = inParallel(tasks + 16, i -> {
                var reply = clients.get(i % 2).post(Tickets.QUEUE + "/next", "person " + i, "");
                return reply.status() == 204 ? "" : reply.body().get("id").asText();
            });
            taken.removeIf(String::isEmpty);
            assertThat(taken).hasSize(tasks).doesNotHaveDuplicates();
        }
    }

    private interface Call {
        String run(int i) throws Exception;
    }

    private static List<String> inParallel(int calls, Call call) throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try {
            var all = new ArrayList<Callable<String>>();
            for (int i = 0; i < calls; i++) {
                int n = i;
                all.add(() -> call.run(n));
            }
            var answers = new ArrayList<String>();
            for (var answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aNodeThatIsToldToStopGivesItsStepsBackAtOnce() throws Exception {
        try (var stopping = ServerProcess.node(db, rules, QUICK_START)) {
            var id = claimedBy(stopping);
            var stalled = stalledImport(stopping);
            long start = System.nanoTime();
            stopping.stop();
            stalled.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(STOPPED_WITHIN);
            assertThat(stopping.output()).contains("1 steps had not ended and were given back");
            receiver.letGo();
            try (var other = node()) {
                awaitClosed(client(other), id);
                assertThat(history(client(other), id)).doesNotContain("LEASE_EXPIRED");
            }
        }
    }

    /** A file whose sender has fallen silent in the middle of it. */
    private static Socket stalledImport(ServerProcess node) throws IOException {
        var socket = new Socket(node.baseUri().getHost(), node.baseUri().getPort());
        var head = "POST " + Tickets.ITEMS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                + "Content-Length: 1000000\r\n\r\nnumber,kind\nS1,special\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void theStepOfADeadNodeIsTakenUpAfterItsLease() throws Exception {
        String id;
        try (var dying = ServerProcess.node(db, rules, QUICK_START)) {
            id = claimedBy(dying);
            dying.kill();
            receiver.letGo();
        }
        try (var other = node()) {
            var client = client(other);
            TimeUnit.SECONDS.sleep(2);
            assertThat(history(client, id)).as("not before its lease").doesNotContain("LEASE_EXPIRED");
            Postgres.setClockAhead(db, BEYOND_ANY_LEASE);
            awaitClosed(client, id);
            assertThat(history(client, id)).containsOnlyOnce("STEP_DONE").containsOnlyOnce("LEASE_EXPIRED");
        }
    }

    @Test
    void aNodeThatWasFrozenBeyondItsLeaseCannotOverwriteWhatAnotherDid() throws Exception {
        try (var frozen = ServerProcess.node(db, rules, QUICK_START)) {
            for (int freeze = 1; freeze <= FREEZES; freeze++) {
                var id = claimedBy(frozen, "F" + freeze);
                frozen.freeze();
                Postgres.setClockAhead(db, BEYOND_ANY_LEASE.multipliedBy(freeze));
                receiver.letGo();
                try (var other = node()) {
                    var client = client(other);
                    awaitClosed(client, id);
                    var before = client.get("/v1/items/" + id).body();
                    frozen.thaw();
                    awaitRefusals(frozen, freeze);
                    assertThat(client.get("/v1/items/" + id).body()).isEqualTo(before);
                    assertThat(history(client, id)).containsOnlyOnce("STEP_DONE");
                    var late = new Client(frozen.baseUri());
                    var next = late.post(Tickets.ITEMS, "erp", Tickets.json("next " + freeze, "routine"));
                    assertThat(next.status()).as("it works on as before").isEqualTo(201);
                    awaitClosed(client, next.body().get("id").asText());
                }
            }
        }
        System.out.printf("NodesTest: %d freezes beyond the lease, %d stale reports refused%n", FREEZES, FREEZES);
    }

    /** An item whose automatic step the node has under way, for as long as the receiver holds its answer. */
    private String claimedBy(ServerProcess node) throws Exception {
        return claimedBy(node, "N1");
    }

    private String claimedBy(ServerProcess node, String number) throws Exception {
        receiver.hold();
        receiver.received().clear();
        var reply = new Client(node.baseUri()).post(Tickets.ITEMS, "erp", Tickets.json(number, "routine"));
        assertThat(reply.status()).isEqualTo(201);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (receiver.received().isEmpty()) {
            assertThat(System.nanoTime()).as("the step starts").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return reply.body().get("id").asText();
    }

    private static void awaitClosed(Client client, String id) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!"CLOSED"
                .equals(client.get("/v1/items/" + id).body().path("status").asText())) {
            assertThat(System.nanoTime()).as("%s closes", id).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void awaitRefusals(ServerProcess process, int count) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (process.output().split("its late report was refused", -1).length <= count) {
            assertThat(System.nanoTime()).as(process.output()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String history(Client client, String id) throws Exception {
        return client.get("/v1/items/" + id + "/history").body().toString();
    }
}
