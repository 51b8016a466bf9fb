package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.Tickets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that may not grow: SQLite refuses as it does when the disk is full (SQLITE_FULL). */
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
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (client.get("/health/ready").status() != 200) {
                assertThat(System.nanoTime()).as("recovers by itself").isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(post(client, posted).status()).as("the same again").isEqualTo(201);
            for (var promised : acknowledged.entrySet()) {
                var item = client.get("/v1/items/" + promised.getValue());
                assertThat(item.body().at("/payload/number").asText()).isEqualTo(promised.getKey());
            }
            assertThat(client.get("/v1/conservation").body().get("accepted").asInt())
                    .isEqualTo(posted + 1);
        }
    }

    private static void run(RunningServer server, String pragma) {
        server.database.write(tx -> tx.handle().execute(pragma)).join();
    }

    private static Client.Reply post(Client client, int n) throws Exception {
        return client.postOnce(Tickets.ITEMS, "N" + n, Tickets.json("N" + n, "special"));
    }
}
