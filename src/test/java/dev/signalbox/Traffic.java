package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** An import and several connections of single posts, all at once, until the server dies. Keeps what it was promised. */
final class Traffic {
    /** Four batches of an import, so that most kills fall between the answers to two of them. */
    static final int ROWS = 2_000;

    private static final int POSTERS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final String name;
    private final Path file;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> posted = ConcurrentHashMap.newKeySet();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private CountDownLatch wanted = new CountDownLatch(0);

    Traffic(URI server, Path folder, int round) throws IOException {
        this.server = server;
        this.name = "R" + round;
        this.file = folder.resolve(name + ".csv");
        var text = new StringBuilder("number,kind\n");
        for (int row = 1; row <= ROWS; row++) {
            text.append(rowNumber(row)).append(',').append(kind(rowNumber(row))).append('\n');
        }
        Files.writeString(file, text);
    }

    static boolean isRoutine(String number) {
        return number.endsWith("7");
    }

    private static String kind(String number) {
        return isRoutine(number) ? "routine" : "special";
    }

    private String rowNumber(int row) {
        return name + "-row-" + row;
    }

    /** Starts to send, and returns when so many answers have come. */
    void awaitAcknowledged(int count) throws InterruptedException {
        wanted = new CountDownLatch(count);
        start(this::importFile);
        for (int poster = 0; poster < POSTERS; poster++) {
            var prefix = name + "-post-" + poster + "-";
            start(() -> post(prefix));
        }
        assertThat(wanted.await(30, TimeUnit.SECONDS))
                .as("%s answers come", count)
                .isTrue();
    }

    private void start(Runnable work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        threads.add(thread);
        thread.start();
    }

    void awaitEnd() throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failures).as("what senders were told and must not be").isEmpty();
    }

    private void importFile() {
        try {
            var unused = importFile(server, this::acknowledge);
        } catch (IOException killed) {
            // what came before is all that was promised
        }
    }

    /** Answers the status; 503 when the database could not be reached before the first answer. */
    private int importFile(URI to, BiConsumer<String, String> numberAndId) throws IOException {
        try (var upload = new Upload(to.resolve(Tickets.ITEMS), "text/csv", file);
                var lines = new BufferedReader(new InputStreamReader(upload.body(), StandardCharsets.UTF_8))) {
            assertThat(upload.status()).isIn(200, 503);
            var line = upload.status() == 200 ? lines.readLine() : null;
            for (; line != null; line = lines.readLine()) {
                JsonNode answer = JSON.readTree(line);
                if (answer.has("id")) {
                    numberAndId.accept(
                            rowNumber(answer.get("row").asInt()),
                            answer.get("id").asText());
                }
            }
            return upload.status();
        }
    }

    private void post(String prefix) {
        var client = new Client(server);
        try {
            for (int i = 0; ; i++) {
                var number = prefix + i;
                posted.add(number);
                var reply = client.postOnce(Tickets.ITEMS, number, Tickets.json(number, kind(number)));
                while (reply.status() == 503) {
                    LockSupport.parkNanos(20_000_000);
                    reply = client.postOnce(Tickets.ITEMS, number, Tickets.json(number, kind(number)));
                }
                assertThat(reply.status()).as("%s", reply).isIn(200, 201);
                acknowledge(number, reply.body().get("id").asText());
            }
        } catch (IOException killed) {
            // as above
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acknowledge(String number, String id) {
        acknowledged.put(number, id);
        wanted.countDown();
    }

    /** Every number sent, answered or not. */
    Set<String> sent() {
        var all = ConcurrentHashMap.<String>newKeySet();
        all.addAll(posted);
        for (int row = 1; row <= ROWS; row++) {
            all.add(rowNumber(row));
        }
        return all;
    }

    /** Ids by number. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    boolean importedOnlyPart() {
        long rows = acknowledged.keySet().stream()
                .filter(number -> number.contains("-row-"))
                .count();
        return rows > 0 && rows < ROWS;
    }

    /** All of it once more, to the server's successor: what was promised is answered as before, the rest is taken in. */
    void sendAgain(URI successor) throws IOException, InterruptedException {
        assertThat(importFile(successor, this::sameAsBefore)).isEqualTo(200);
        var client = new Client(successor);
        for (var number : posted) {
            var reply = client.postOnce(Tickets.ITEMS, number, Tickets.json(number, kind(number)));
            assertThat(reply.status()).isIn(200, 201);
            if (acknowledged.containsKey(number)) {
                assertThat(reply.replayed()).as("%s is replayed", number).isTrue();
            }
            sameAsBefore(number, reply.body().get("id").asText());
        }
    }

    private void sameAsBefore(String number, String id) {
        assertThat(id).as("id of %s", number).isEqualTo(acknowledged.getOrDefault(number, id));
    }
}
