package dev.signalbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Postgres;
import dev.signalbox.db.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentionTest {
    private static final int TASKS = 10_000;
    private static final int PEOPLE = 100;

    private final Path folder;

    ContentionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void aHundredPeopleTakingTheNextTaskNeverGetTheSameOneAndLoseNone(Store store) throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        try (var server = store == Store.SQLITE
                ? ServerProcess.serve(folder.resolve("data"), rules)
                : ServerProcess.node(Postgres.fresh(), rules)) {
            fill(server.baseUri());
            var taken = takeAll(server.baseUri());
            assertThat(taken).hasSize(TASKS).doesNotHaveDuplicates();
            var queue = new Client(server.baseUri()).get("/v1/queues").body().get(0);
            assertThat(queue.get("waiting").asInt()).isZero();
            assertThat(queue.get("claimed").asInt()).isEqualTo(TASKS);
        }
    }

    private void fill(URI server) throws IOException {
        var text = new StringBuilder("number,kind\n");
        for (int row = 1; row <= TASKS; row++) {
            text.append("N-").append(row).append(",special\n");
        }
        var file = Files.writeString(folder.resolve("tickets.csv"), text);
        try (var upload = new Upload(server.resolve(Tickets.ITEMS), "text/csv", file)) {
            assertThat(new String(upload.body().readAllBytes(), US_ASCII).lines())
                    .hasSize(TASKS);
        }
    }

    private static List<String> takeAll(URI server) throws Exception {
        var threads = Executors.newFixedThreadPool(PEOPLE);
        try {
            var people = new ArrayList<Callable<List<String>>>();
            var client = new Client(server);
            for (int i = 0; i < PEOPLE; i++) {
                var name = "person-" + i;
                people.add(() -> takeUntilEmpty(client, name));
            }
            var taken = new ArrayList<String>();
            for (var person : threads.invokeAll(people)) {
                taken.addAll(person.get());
            }
            return taken;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> takeUntilEmpty(Client client, String name) throws IOException, InterruptedException {
        var taken = new ArrayList<String>();
        for (var reply = next(client, name); reply.status() != 204; reply = next(client, name)) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body().get("assignee").asText()).isEqualTo(name);
            taken.add(reply.body().get("id").asText());
        }
        return taken;
    }

    private static Client.Reply next(Client client, String name) throws IOException, InterruptedException {
        return client.post(Tickets.QUEUE + "/next", name, "");
    }
}
