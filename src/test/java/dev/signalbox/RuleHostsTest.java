package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server, and a pack with a rule that never ends beside one that is in order. */
class RuleHostsTest {
    private static final String LOOPS = "/v1/processes/loops/items";

    private final Path folder;
    private final Path rules;

    RuleHostsTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        var nowhere = URI.create("http://127.0.0.1:9");
        rules = Tickets.write(folder.resolve("rules"), nowhere);
        Path loops = Files.createDirectories(rules.resolve("loops"));
        for (String file : List.of("process.yaml", "item.drl", "routing.drl")) {
            String text = Files.readString(rules.resolve("tickets").resolve(file));
            Files.writeString(
                    loops.resolve(file),
                    text.replace("tickets", "loops").replace("route.manual(\"not routine\");", "while (true) { }"));
        }
    }

    private ServerProcess start() throws Exception {
        return ServerProcess.serve(folder.resolve("data"), rules, "-Xmx256m");
    }

    @Test
    void theThirdStrikeIsToldToTheOwnerAndNothingIsRefusedOrLost() throws Exception {
        try (var server = start()) {
            var client = new Client(server.baseUri());
            assertThat(client.get("/health/ready").body().get("status").asText())
                    .as(server.output())
                    .isEqualTo("up");
            var over = new AtomicBoolean();
            var others = CompletableFuture.supplyAsync(() -> post(server.baseUri(), over));
            for (int strike = 1; strike <= 3; strike++) {
                var item = client.post(LOOPS, strike == 2 ? "shop" : "erp", Tickets.json("T" + strike, "slow"));
                assertThat(item.status()).isEqualTo(201);
                assertThat(item.body().at("/decision/reasons/0").asText())
                        .isEqualTo("rule \"Any other ticket is for a person\" took longer than 5 s");
            }
            over.set(true);
            var late = client.post(LOOPS, "erp", Tickets.json("T4", "routine"));
            assertThat(late.status()).isEqualTo(201);
            assertThat(late.body().at("/decision/queue").asText()).isEqualTo("people");
            assertThat(late.body().at("/decision/reasons/0").asText()).startsWith("the rules were withdrawn");
            assertThat(others.join())
                    .as("the other pack's answers")
                    .hasSizeGreaterThan(20)
                    .containsOnly(201);

            var ready = client.get("/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.body().get("status").asText()).isEqualTo("degraded");
            assertThat(ready.body().get("refused").toString()).contains("withdrawn after 3 strikes", "Ticket office");
            assertThat(client.get("/v1/conservation").body().at("/held").asInt())
                    .isGreaterThanOrEqualTo(4);
            assertThat(server.output()).contains("withdrawn after 3 strikes");
        }
    }

    private static List<Integer> post(URI server, AtomicBoolean over) {
        var client = new Client(server);
        var answers = new ArrayList<Integer>();
        for (int i = 0; !over.get(); i++) {
            try {
                answers.add(client.post(Tickets.ITEMS, "erp", Tickets.json("N" + i, "other"))
                        .status());
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (Exception e) {
                throw new AssertionError("the other pack's item failed", e);
            }
        }
        return answers;
    }

    @Test
    void hostsEndWithAServerThatIsKilled() throws Exception {
        List<ProcessHandle> hosts;
        try (var server = start()) {
            hosts = ProcessHandle.of(server.pid()).orElseThrow().descendants().toList();
            assertThat(hosts).hasSize(2);
            var unused = CompletableFuture.runAsync(() -> {
                try {
                    new Client(server.baseUri()).post(LOOPS, "erp", Tickets.json("T1", "slow"));
                } catch (Exception e) {
                    return;
                }
            });
            TimeUnit.SECONDS.sleep(1);
            server.kill();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (hosts.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(hosts).noneMatch(ProcessHandle::isAlive);
    }
}
