package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer is a promise: what the server acknowledged survives SIGKILL, once, and work goes on. */
class KillTest {
    private static final int ROUNDS = 20;

    /** Where a kill falls is chance: rounds go on until this many fell inside an import. */
    private static final int MIDWAY = 6;

    /** The kill is about starting and stopping, not about speed at length. */
    private static final String[] QUICK_START = {"-XX:TieredStopAtLevel=1", "-Xmx512m"};

    private final Path folder;

    private final Set<String> everSent = new HashSet<>();

    KillTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyAcknowledgedItemIsThereOnceAfterTwentyKills() throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        System.out.println("KillTest: run again with -Dkill.seed=" + seed);
        var random = new Random(seed);
        try (var practice = new Practice()) {
            var rules = Tickets.write(folder.resolve("rules"), practice.uri());
            int midway = 0;
            ServerProcess server = start(rules);
            try {
                for (int round = 0; round < ROUNDS || (midway < MIDWAY && round < 3 * ROUNDS); round++) {
                    var traffic = new Traffic(server.baseUri(), folder, round);
                    traffic.awaitAcknowledged(1 + random.nextInt(Traffic.ROWS));
                    LockSupport.parkNanos(random.nextInt(20_000_000));
                    server.kill();
                    traffic.awaitEnd();
                    server = start(rules);
                    midway += traffic.importedOnlyPart() ? 1 : 0;
                    everSent.addAll(traffic.sent());
                    verify(server.baseUri(), traffic);
                }
                assertThat(midway).as("kills that fell inside an import").isGreaterThanOrEqualTo(MIDWAY);
                everyAutomaticStepIsDone(new Client(server.baseUri()), practice);
            } finally {
                server.close();
            }
        }
    }

    private ServerProcess start(Path rules) throws IOException {
        return ServerProcess.serve(folder.resolve("data"), rules, QUICK_START);
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
}
