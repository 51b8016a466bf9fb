package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.execution.Resting;
import dev.signalbox.intake.Receipt;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.outcome.HistoryEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers of steps answer, bytes as they come, and what is made of it. */
class ReceiversTest {
    private static final String GOOD = "HTTP/1.1 204 No Content\r\n\r\n";

    @TempDir
    Path folder;

    private Raw receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Raw();
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
    }

    @Test
    void nameAndPasswordAreSentAsAuthorizationAndShownNowhere() throws Exception {
        receiver.answer = "HTTP/1.1 422 No\r\nContent-Length: 0\r\n\r\n";
        try (var bench = bench("http://ann:s%25cret@" + receiver.place() + "/secret/pay?token=secret", "")) {
            var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
            for (int i = 0; i < 3; i++) {
                bench.work();
                bench.clock.advance(Duration.ofMinutes(1));
            }
            var user = Base64.getEncoder().encodeToString("ann:s%cret".getBytes(StandardCharsets.UTF_8));
            assertThat(receiver.heads)
                    .hasSize(3)
                    .allMatch(head -> head.contains("\r\nAuthorization: Basic " + user + "\r\n")
                            && head.startsWith("POST /secret/pay?token=secret HTTP/1.1\r\n"));
            var item = bench.item(receipt);
            var task = bench.next("parcels", "chief", "ada");
            assertThat(task.error())
                    .isEqualTo("Expected 2xx from http://***@" + receiver.place() + "/…?…, but was 422");
            assertThat(new String(item.json(), StandardCharsets.UTF_8)
                            + item.steps()
                            + task
                            + history(bench, receipt)
                            + bench.process("parcels").definition())
                    .doesNotContain("cret", "token=", "ann:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                "204 No Content\r\n\r\nhello",
                "204 No Content\r\nContent-Length: 5\r\n\r\n",
                "204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "205 Reset Content\r\nContent-Length: 5\r\n\r\nhello",
                "200 OK\r\nContent-Length: 0\r\n\r\nhello",
                "200 OK\r\nConnection: close\r\n\r\nwithout a length",
                "202 Accepted\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nxyz",
                "299 Strange\r\nContent-Type: nonsense\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"
            })
    void anyAnswerOf2xxIsDoneWhateverFollowsIt(String answer) throws Exception {
        receiver.answer = "HTTP/1.1 " + answer;
        try (var bench = bench(receiver.uri(), "")) {
            var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
            bench.work();
            assertThat(bench.item(receipt).steps().get(0).note()).isEqualTo("answered " + answer.substring(0, 3));
            assertThat(receiver.heads).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "429 Slow\r\nRetry-After: 30",
                "503 Busy\r\nRetry-After: 30",
                "409 Later\r\nretry-after:  30 ",
                "503 Busy\r\nDate: Mon, 05 Jan 2026 08:00:00 GMT\r\nRetry-After: Mon, 05 Jan 2026 08:00:30 GMT",
                "302 There\r\nLocation: /\r\nRetry-After: 30"
            })
    void aReceiverIsAskedAgainWhenItSays(String answer) throws Exception {
        receiver.answer = "HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n";
        try (var bench = bench(receiver.uri(), "")) {
            var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
            bench.work();
            receiver.answer = GOOD;
            bench.clock.advance(Duration.ofSeconds(29));
            assertThat(bench.work()).as("after 29 s").isZero();
            bench.clock.advance(Duration.ofSeconds(2));
            bench.work();
            bench.work();
            assertThat(bench.item(receipt).status()).isEqualTo(ItemStatus.CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999999999999999", "86400", "Wed, 05 Jan 2050 08:00:00 GMT"})
    void nobodyIsWaitedForLongerThanAnHour(String asked) throws Exception {
        receiver.answer = "HTTP/1.1 503 Busy\r\nRetry-After: " + asked + "\r\nContent-Length: 0\r\n\r\n";
        try (var bench = bench(receiver.uri(), "")) {
            bench.accepted("parcels", Parcels.json("1", "1"));
            bench.work();
            receiver.answer = GOOD;
            bench.clock.advance(Duration.ofMinutes(59));
            assertThat(bench.work()).isZero();
            bench.clock.advance(Duration.ofSeconds(62));
            assertThat(bench.work()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "", "Mon, 99 Foo 2026", "0"})
    void whatCannotBeReadIsNotWaitedFor(String asked) throws Exception {
        receiver.answer = "HTTP/1.1 503 Busy\r\nRetry-After: " + asked + "\r\nContent-Length: 0\r\n\r\n";
        try (var bench = bench(receiver.uri(), "")) {
            bench.accepted("parcels", Parcels.json("1", "1"));
            bench.work();
            bench.clock.advance(Duration.ofSeconds(3));
            assertThat(bench.work()).isEqualTo(1);
        }
    }

    @Test
    void aReceiverThatIsAwayRestsAndNobodyIsAskedUntilPatienceEnds() throws Exception {
        var place = receiver.place();
        receiver.close(); // nobody listens there
        try (var bench = bench("http://" + place + "/x?token=secret", ", patience: 10m")) {
            var receipts = new ArrayList<Receipt.Accepted>();
            for (int i = 0; i < 40; i++) {
                receipts.add(bench.accepted("parcels", Parcels.json("P" + i, "1")));
            }
            int tried = 0;
            for (int second = 0; second < 9 * 60; second += 5) {
                tried += bench.work();
                bench.clock.advance(Duration.ofSeconds(5));
            }
            assertThat(tried).as("tries of 40 items in nine minutes").isBetween(40, 40 + 25);
            assertThat(bench.worker.resting()).singleElement().satisfies(resting -> {
                assertThat(resting.place()).isEqualTo("http://" + place);
                assertThat(resting.why()).endsWith("nobody listens there").doesNotContain("secret");
            });
            assertThat(receipts).allMatch(receipt -> bench.item(receipt).status() == ItemStatus.IN_PROGRESS);
            assertThat(receipts.stream()
                            .mapToInt(receipt ->
                                    bench.item(receipt).steps().get(0).attempts())
                            .sum())
                    .as("tries that count")
                    .isLessThanOrEqualTo(5);

            receiver = new Raw(Integer.parseInt(place.substring(place.indexOf(':') + 1)));
            receiver.answer = GOOD;
            for (int second = 0; second < 130; second += 2) {
                bench.work();
                bench.clock.advance(Duration.ofSeconds(2));
            }
            assertThat(receipts).allMatch(receipt -> bench.item(receipt).status() == ItemStatus.CLOSED);
            assertThat(bench.worker.resting()).isEmpty();
        }
    }

    @Test
    void afterItsPatienceAPersonIsAsked() throws Exception {
        receiver.answer = "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n";
        try (var bench = bench(receiver.uri(), ", patience: 2m")) {
            var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
            for (int second = 0; second < 300; second += 5) {
                bench.work();
                bench.clock.advance(Duration.ofSeconds(5));
                if (second < 110) {
                    assertThat(bench.item(receipt).status()).isEqualTo(ItemStatus.IN_PROGRESS);
                }
            }
            assertThat(bench.item(receipt).status()).isEqualTo(ItemStatus.AWAITING_REVIEW);
        }
    }

    @Test
    void oneItemThatBreaksItsReceiverIsNoPauseOfIt() throws Exception {
        try (var bench = bench(receiver.uri(), "")) {
            var poison = bench.accepted("parcels", Parcels.json("poison", "1"));
            receiver.refused = "poison";
            for (int i = 0; i < 12; i++) {
                bench.accepted("parcels", Parcels.json("good " + i, "1"));
                bench.work();
                bench.clock.advance(Duration.ofSeconds(5));
            }
            assertThat(bench.item(poison).status()).isEqualTo(ItemStatus.AWAITING_REVIEW);
            assertThat(bench.worker.resting()).isEqualTo(List.<Resting>of());
        }
    }

    @Test
    void anotherAddressGoesOnWhileOneRests() throws Exception {
        try (var away = new Raw()) {
            away.answer = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
            receiver.answer = GOOD;
            var rules = Parcels.write(folder.resolve("rules"), URI.create(receiver.uri()));
            var yaml = rules.resolve("parcels").resolve("process.yaml");
            Files.writeString(yaml, Files.readString(yaml).replace(receiver.uri() + "/ship", away.uri() + "/ship"));
            try (var bench = new Workbench(folder.resolve("data"), rules)) {
                for (int i = 0; i < 30; i++) {
                    bench.accepted("parcels", Parcels.json("P" + i, "1"));
                    bench.work();
                }
                assertThat(away.heads.size()).isLessThan(10);
                assertThat(receiver.heads).hasSize(30);
                assertThat(bench.worker.resting()).extracting(Resting::place).containsExactly(away.uri());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://no-such-host.invalid/x | no machine is known as 'no-such-host.invalid'",
                "http://127.0.0.1:1/x | nobody listens there",
                "https://%s/x | no secure connection could be made: look at its certificate",
                "http://%s/garbage | what came is not HTTP",
                "http://%s/nothing | the connection broke"
            })
    void whyNoAnswerCameIsSaidInWords(String caseOf) throws Exception {
        var parts = caseOf.formatted(receiver.place()).split(" \\| ", 2);
        receiver.answer = caseOf.contains("nothing") ? "" : "SSH-2.0-OpenSSH_9.6\r\n\r\n";
        try (var bench = bench(parts[0], "")) {
            var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
            bench.work();
            assertThat(history(bench, receipt)).endsWith("…, but " + parts[1]);
        }
    }

    @Test
    void itsOwnerIsToldOnTheOverviewAndByHealth() throws Exception {
        receiver.answer = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
        var rules = Parcels.write(folder.resolve("rules"), URI.create("http://ann:secret@" + receiver.place()));
        try (var server = new Signalbox(
                "127.0.0.1", 0, folder.resolve("data"), rules, RuleCompiler::compile, Clock.systemUTC())) {
            var client = new Client(URI.create(server.address()));
            for (int i = 0; i < 6; i++) {
                client.post("/v1/processes/parcels/items", "erp", Parcels.json("P" + i, "1"));
            }
            var end = System.nanoTime() + 20_000_000_000L;
            var health = client.get("/health/ready");
            while (health.body().at("/resting/0").isMissingNode() && System.nanoTime() < end) {
                health = client.get("/health/ready");
            }
            assertThat(health.status()).as("the server itself can work").isEqualTo(200);
            assertThat(health.body().at("/status").asText()).isEqualTo("up");
            assertThat(health.body().at("/resting/0/place").asText()).isEqualTo(receiver.uri());
            assertThat(health.body().at("/resting/0/why").asText()).endsWith("but was 503");
            var page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(server.address())).build(), BodyHandlers.ofString())
                    .body();
            assertThat(page).contains(receiver.uri() + " is away").doesNotContain("secret");
        }
    }

    private Workbench bench(String address, String more) throws Exception {
        var rules = Parcels.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        var yaml = rules.resolve("parcels").resolve("process.yaml");
        Files.writeString(
                yaml,
                Files.readString(yaml)
                        .replaceAll("\"http://127.0.0.1:9/\\w+\"", '"' + address.replace("$", "\\$") + '"')
                        .replace("on-failure: chief", "on-failure: chief" + more));
        return new Workbench(folder.resolve("data"), rules);
    }

    private static String history(Workbench bench, Receipt.Accepted receipt) {
        return String.join(
                "\n",
                bench.history.of(Ids.parse(receipt.id())).stream()
                        .map(HistoryEntry::detail)
                        .toList());
    }

    /** Answers each connection's first request with the bytes it was given, and ends it. */
    private static final class Raw implements AutoCloseable {
        private final ServerSocket server;
        final Queue<String> heads = new ConcurrentLinkedQueue<>();
        volatile String answer = GOOD;
        volatile String refused = "";

        Raw() throws IOException {
            this(0);
        }

        Raw(int port) throws IOException {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            var thread = new Thread(this::run, "raw receiver");
            thread.setDaemon(true);
            thread.start();
        }

        String place() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        String uri() {
            return "http://" + place();
        }

        private void run() {
            while (!server.isClosed()) {
                try (var caller = server.accept()) {
                    answer(caller);
                } catch (IOException e) {
                    // closed, or the caller has gone
                }
            }
        }

        private void answer(Socket caller) throws IOException {
            var in = caller.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0 || head.length() > 4_096 || (next == 22 && head.isEmpty())) {
                    caller.getOutputStream().write("not TLS".getBytes(StandardCharsets.US_ASCII));
                    return;
                }
                head.append((char) next);
            }
            var length = head.toString().replaceFirst("(?si).*content-length: (\\d+).*", "$1");
            var body = new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
            heads.add(head.toString());
            var bytes = !refused.isEmpty() && body.contains(refused)
                    ? "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"
                    : answer;
            if (bytes.startsWith("HTTP/1.1") && !bytes.contains("Connection")) {
                bytes = bytes.replaceFirst("\r\n", "\r\nConnection: close\r\n");
            }
            caller.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
