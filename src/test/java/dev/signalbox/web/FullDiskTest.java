package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.ServerProcess;
import dev.signalbox.Tickets;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database file that finds no room for more. */
class FullDiskTest {
    @Test
    void whatFindsNoRoomIsRefusedForNowAndNothingAcknowledgedIsLost(@TempDir Path folder) throws Exception {
        try (var server = new RunningServer(folder, Limits.STANDARD)) {
            var client = new Client(server.uri);
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
            run(server, "PRAGMA max_page_count = 1");
            var acknowledged = new HashMap<String, String>();
            int posted = 0;
            var reply = post(client, posted);
            while (reply.status() == 201) {
                acknowledged.put("N" + posted, reply.body().get("id").asText());
                reply = post(client, ++posted);
                assertThat(posted).as("pages that were free").isLessThan(10_000);
            }
            assertThat(reply.status()).as("%s", reply.body()).isEqualTo(503);
            assertThat(reply.headers().firstValue("Retry-After")).isPresent();
            assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(client.get("/health/ready").status()).isEqualTo(503);
            assertThat(client.get("/v1/conservation").status())
                    .as("it still reads")
                    .isEqualTo(200);

            run(server, "PRAGMA max_page_count = 1000000000");
            awaitReady(client);
            assertThat(post(client, posted).status()).as("the same again").isEqualTo(201);
            for (var promised : acknowledged.entrySet()) {
                var item = client.get("/v1/items/" + promised.getValue());
                assertThat(item.body().at("/payload/number").asText()).isEqualTo(promised.getKey());
            }
            assertThat(client.get("/v1/conservation").body().get("accepted").asInt())
                    .isEqualTo(posted + 1);
        }
    }

    /** No file may grow beyond its first byte: what fails then is the COMMIT, as on a disk without room. */
    @Test
    void aCommitThatFindsNoRoomIsRefusedForNowAndTheServerRecoversByItself(@TempDir Path folder) throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        try (var server = ServerProcess.serve(folder.resolve("data"), rules, "-XX:TieredStopAtLevel=1")) {
            var client = new Client(server.baseUri());
            assertThat(post(client, 1).status()).isEqualTo(201);
            limitFiles(server, "1");
            var refused = post(client, 2);
            assertThat(refused.status()).as("%s", refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(client.get("/health/ready").status()).isEqualTo(503);
            assertThat(post(client, 3).status()).isEqualTo(503);
            limitFiles(server, "unlimited");
            awaitReady(client);
            assertThat(post(client, 2).status()).as("the same again").isEqualTo(201);
            assertThat(post(client, 1).replayed()).as("what was acknowledged").isTrue();
            assertThat(client.get("/v1/conservation").body().get("accepted").asInt())
                    .isEqualTo(2);
        }
    }

    private static void limitFiles(ServerProcess server, String bytes) throws Exception {
        var prlimit = List.of("prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + bytes + ":unlimited");
        assertThat(new ProcessBuilder(prlimit).inheritIO().start().waitFor()).isZero();
    }

    private static void awaitReady(Client client) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (client.get("/health/ready").status() != 200) {
            assertThat(System.nanoTime()).as("recovers by itself").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void run(RunningServer server, String pragma) {
        server.database.write(tx -> tx.handle().execute(pragma)).join();
    }

    private static Client.Reply post(Client client, int n) throws Exception {
        return client.postOnce(Tickets.ITEMS, "N" + n, Tickets.json("N" + n, "special"));
    }
}
