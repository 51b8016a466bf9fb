package dev.signalbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.Tickets;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackZip;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What two readers could take for two things is taken for nothing: heads, bodies, addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTest {
    private static final String LIVE = "GET /health/live HTTP/1.1\nHost: localhost\n";
    private static final String JSON =
            "POST " + Tickets.ITEMS + " HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";

    private RunningServer running;
    private Path packs;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        packs = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        running = new RunningServer(folder, RunningServer.TIGHT, packs);
    }

    @AfterAll
    void stop() throws Exception {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "HOST: 127.0.0.1",
                "Content-Type: application/json",
                "Content-Length: 2",
                "Origin: http://localhost\nOrigin: http://localhost",
                "Origin: http://localhost\norigin: http://evil.example",
                "Sec-Fetch-Site: none\nSec-Fetch-Site: same-origin",
                "Idempotency-Key: a\nIdempotency-Key: b",
                "Idempotency-Key: a\nidempotency-key: a",
                "Signalbox-Actor: ada\nSignalbox-Actor: bob",
                "Cookie: signalbox-actor=ada\nCookie: signalbox-actor=bob",
                "Authorization: a\nAuthorization: b"
            })
    void aHeaderOfOneValueThatIsThereTwiceIsRefused(String headers) throws Exception {
        expect(400, ask(JSON + headers + "\nContent-Length: 2\n\n{}"));
    }

    @Test
    void aHeaderOfManyValuesMayComeInMoreLines() throws Exception {
        var head = LIVE + "Accept: a/b\nAccept: c/d\nVia: 1.1 a\nVia: 1.1 b\nX-Any: 1\nX-Any: 2\n\n";
        assertThat(ask(head).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "identity, 501",
        "foo, 501",
        "xchunked, 501",
        "'gzip, chunked', 501",
        "deflate, 501",
        "'chunked, chunked', 400",
        "'chunked, foo', 400",
        "'', 400"
    })
    void aBodyInAnotherTransferCodingIsAnsweredOnceAndEndsTheConnection(String coding, int status) throws Exception {
        for (var head : List.of(JSON, LIVE)) {
            try (var wire = new RawHttp(running.uri)) {
                wire.send(head + "Transfer-Encoding: " + coding + "\n\n" + LIVE + "\n");
                expect(status, wire.answer());
                assertThat(wire.rest()).as("no second answer").isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\n{}\n0\n\n",
                "-2\n{}\n0\n\n",
                "fffffffffffffffff\n{}\n0\n\n",
                "2\n{}0\n\n",
                "\n{}\n0\n\n",
                "2\n{}\nx\n\n",
                "0x2\n{}\n0\n\n"
            })
    void aBodyOfBrokenChunksIsAnsweredOnceAndEndsTheConnection(String body) throws Exception {
        long before = items();
        for (var type : List.of("application/json", "text/csv", "application/x-ndjson")) {
            try (var wire = new RawHttp(running.uri)) {
                wire.send("POST " + Tickets.ITEMS + " HTTP/1.1\nHost: localhost\nContent-Type: " + type
                        + "\nTransfer-Encoding: chunked\n\n" + body + LIVE + "\n");
                expect(400, wire.answer());
                assertThat(wire.rest()).as("no second answer").isEmpty();
            }
        }
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void aFileWhoseChunksBreakIsAnsweredAsFarAsItCameAndSaysSo() throws Exception {
        long before = items();
        try (var wire = new Wire(running.server.address())) {
            wire.send(("POST " + Tickets.ITEMS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n18\r\nnumber,kind\nbroken-1,odd\r\nzz\r\n")
                    .getBytes(UTF_8));
            var answer = wire.answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        }
        assertThat(items()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /health/live                  | 505
            GET /health/live HTTP/0.9         | 505
            PRI * HTTP/2.0                    | 505
            GET /health/live HTTP/2.0         | 505
            GET /health/live HTTP/3.0         | 505
            GET /health/live http/1.1         | 505
            GET /health/live HTTPS/1.1        | 505
            GET /health/live HTTP/1.2         | 200
            GET /health/live HTTP/1.0         | 200
            GET http://localhost/health/live HTTP/1.1        | 200
            GET HTTP://127.0.0.1:80/health/live HTTP/1.1     | 200
            GET http://evil.example/health/live HTTP/1.1     | 421
            GET http://evil.example HTTP/1.1                 | 421
            GET http://localhost@evil.example/health/live HTTP/1.1 | 421
            GET http://localhost.evil.example/health/live HTTP/1.1 | 421
            GET http:///health/live HTTP/1.1                 | 421
            GET https://localhost/health/live HTTP/1.1       | 400
            CONNECT localhost:80 HTTP/1.1     | 400
            OPTIONS * HTTP/1.1                | 400
            GET health/live HTTP/1.1          | 400
            GET /health/live#x HTTP/1.1       | 400
            GET /health/\u00e9 HTTP/1.1       | 400
            GET /health/%ff HTTP/1.1          | 400
            """)
    void aRequestLineIsReadInOneWayOrNot(String line, int status) throws Exception {
        var answer = ask(line + "\nHost: localhost\n\n");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status != 200) {
            expect(status, answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {": x", "X : x", "X(y: x", "X\0: x", "X: a\0b", "X: \u0001", " X: x\nHost: localhost"})
    void aHeaderThatIsNoneIsRefusedInWordsOfOurOwn(String header) throws Exception {
        var answer = ask("GET /health/live HTTP/1.1\nHost: localhost\n" + header + "\n\n");
        assertThat(answer.status()).as(answer.body()).isIn(400, 421);
        expect(answer.status(), answer);
    }

    /** What is done to an address; where two results stand, the plain one and the other. */
    static Stream<String> operations() throws IOException {
        var fill =
                Map.of("process", "tickets", "queue", "people", "id", "0000000000000", "kind", "busy", "version", "0");
        var all = new ArrayList<String>();
        new Contract().paths().forEach((path, methods) -> {
            var filled = path;
            for (var part : fill.entrySet()) {
                var value = path.startsWith("/v1/tasks/") && part.getKey().equals("id")
                        ? part.getValue() + "-1"
                        : part.getValue();
                filled = filled.replace("{" + part.getKey() + "}", value);
            }
            for (var method : methods) {
                all.add(method + " " + filled);
            }
        });
        for (var page : List.of("/items", "/queues/tickets/people", "/items/0000000000000", "/tasks/0000000000000-1")) {
            all.add("GET " + page);
        }
        for (var form : List.of("/name", "/queues/tickets/people/next", "/tasks/0000000000000-1/claim")) {
            all.add("POST " + form);
        }
        all.add("GET /assets/signalbox.css");
        all.add("GET /docs/swagger-ui.css");
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyAddressHasOneSpelling(String operation) throws Exception {
        var method = operation.substring(0, operation.indexOf(' '));
        var path = operation.substring(operation.indexOf(' ') + 1);
        var cut = path.lastIndexOf('/');
        var last = path.substring(cut + 1);
        var coded = "%" + Integer.toHexString(last.charAt(0)) + last.substring(1);
        try (var wire = new RawHttp(running.uri)) {
            var plain = ask(wire, method, path);
            assertThat(plain.status()).isNotEqualTo(405);
            for (var same : List.of(
                    path.substring(0, cut + 1) + coded,
                    path.substring(0, cut + 1)
                            + coded.toUpperCase(java.util.Locale.ROOT).substring(0, 3)
                            + last.substring(1))) {
                var answer = ask(wire, method, same);
                assertThat(answer.status()).as(same).isEqualTo(plain.status());
                assertThat(answer.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
            }
            for (var none : List.of(
                    path + "/",
                    path + "//",
                    "/" + path,
                    path.substring(0, cut) + "/" + path.substring(cut),
                    path.substring(0, cut) + "/." + path.substring(cut),
                    path.substring(0, cut) + "/x/.." + path.substring(cut),
                    path.substring(0, cut) + "/%2e" + path.substring(cut),
                    path.substring(0, cut) + "/x/%2E%2e" + path.substring(cut),
                    path.substring(0, cut + 1) + "x%2f" + last,
                    path.substring(0, cut + 1) + "..%2f" + last,
                    path.substring(0, cut + 1) + "..%5C" + last,
                    path + "%00",
                    path + "%0d%0a%1b[31m",
                    path + "/.")) {
                var answer = ask(wire, method, none);
                assertThat(answer.status()).as(method + " " + none).isEqualTo(404);
                expect(404, answer);
            }
            for (var broken : List.of(path + "%", path + "%zz", path + "%ff", path + "%c3%28")) {
                expect(400, ask(wire, method, broken));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2ftickets", "%2e%2e%2ftickets", "x%2f..%2ftickets", "..%5ctickets", "./tickets"})
    void aPackIsPublishedUnderItsOwnNameOnly(String name) throws Exception {
        var zip = PackZip.of(PackLoader.load(packs.resolve("tickets")).files());
        try (var wire = new RawHttp(running.uri)) {
            wire.send("POST /v1/processes/" + name
                    + "/publications HTTP/1.1\nHost: localhost\nSignalbox-Actor: ada\nContent-Type: application/zip\n"
                    + "Content-Length: " + zip.length + "\n\n");
            expect(404, wire.sendBytes(zip).answer());
        }
        assertThat(ask("GET /v1/processes/tickets/publications HTTP/1.1\nHost: localhost\n\n")
                        .body())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/processes?x=1",
                "GET /v1/processes/tickets?version=1",
                "GET /v1/items/0000000000000?full=true",
                "GET /v1/queues?process=tickets",
                "GET /v1/conservation?x",
                "POST /v1/processes/tickets/items?dry=true",
                "POST /v1/processes/tickets/decide?x=1",
                "POST /v1/tasks/0000000000000-1/claim?x=1"
            })
    void aParameterThatNobodyReadsIsRefused(String operation) throws Exception {
        expect(400, ask(operation + " HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tasks/0000000000000-1/claim",
                "/v1/tasks/0000000000000-1/release",
                "/v1/queues/tickets/people/next"
            })
    void aBodyThatNobodyReadsIsRefused(String path) throws Exception {
        var head = "POST " + path + " HTTP/1.1\nHost: localhost\nSignalbox-Actor: ada\n";
        for (var body : List.of("{\"note\":\"x\"}", "x", "[]")) {
            expect(422, ask(head + "Content-Length: " + body.length() + "\n\n" + body));
        }
        for (var nothing : List.of("", " ", "{}")) {
            assertThat(ask(head + "Content-Length: " + nothing.length() + "\n\n" + nothing)
                            .status())
                    .isIn(200, 204, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/processes",
                "GET /v1/items",
                "GET /v1/items/0000000000000",
                "GET /v1/conservation",
                "GET /health/ready",
                "GET /metrics",
                "GET /nowhere",
                "POST /v1/processes/tickets/items",
                "POST /v1/queues/tickets/people/next",
                "GET /problems/busy"
            })
    void anAnswerOfTheApiIsKeptByNoCacheAndGuessedAtByNoBrowser(String operation) throws Exception {
        var answer = ask(
                operation
                        + " HTTP/1.1\nHost: localhost\nSignalbox-Actor: ada\nContent-Type: application/json\nContent-Length: 2\n\n{}");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aLineOfTheLogIsOneLineOfPrintableText() throws Exception {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var appender =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        var encoder = (PatternLayoutEncoder) appender.getEncoder();
        for (var forged : List.of(
                "zz\0\n2026 ERROR all is lost", "a\r\nb", "\u001b[31mred", "a\u2028b", "\u202eleft", "\u0085")) {
            var event = new LoggingEvent(
                    "x",
                    context.getLogger("dev.signalbox.Forged"),
                    ch.qos.logback.classic.Level.ERROR,
                    "said " + forged,
                    new IllegalStateException(forged),
                    null);
            var line = new String(encoder.encode(event), UTF_8);
            assertThat(line).startsWith("20").contains(" ERROR Forged: said ").endsWith("\n");
            assertThat(line.stripTrailing().codePoints())
                    .noneMatch(Character::isISOControl)
                    .noneMatch(c -> c == 0x2028 || c == 0x202e);
        }
    }

    @Test
    void slowSendersAreCutAfterFifteenSeconds() {
        assertThat(Limits.STANDARD.head()).isEqualTo(Duration.ofSeconds(15));
        assertThat(Limits.STANDARD.wholeBody()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aBodyThatTricklesInIsCutAndOneThatGoesOnIsNot() throws Exception {
        try (var slow = new RawHttp(running.uri);
                var steady = new RawHttp(running.uri)) {
            slow.send(JSON + "Content-Length: 60000\n\n{");
            steady.send(JSON + "Content-Length: 60000\n\n{\"number\":\"steady\"");
            for (int sent = 18; sent < 60_000; sent += 3_999) {
                LockSupport.parkNanos(150_000_000); // in all far longer than a body may take that does not go on
                if (sent < 12_000) {
                    slow.send(" ");
                }
                steady.send(sent + 3_999 < 60_000 ? " ".repeat(3_999) : " ".repeat(59_999 - sent) + "}");
            }
            expect(408, slow.answer());
            assertThat(steady.answer().status()).isEqualTo(201);
        }
    }

    @Test
    void noConnectionIsIdleWhileItsAnswerIsDue() throws Exception {
        var goOn = new CountDownLatch(1);
        var held = running.database.write(tx -> {
            try {
                return goOn.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (var one = new RawHttp(running.uri);
                var file = new RawHttp(running.uri)) {
            var body = Tickets.json("due", "odd");
            one.send(JSON + "Content-Length: " + body.length() + "\n\n" + body);
            file.send(JSON.replace("application/json", "text/csv") + "Content-Length: 20\n\nnumber,kind\ndue-2,odd");
            LockSupport.parkNanos(RunningServer.TIGHT.idle().plusMillis(1_500).toNanos());
            goOn.countDown();
            assertThat(one.answer().status()).isEqualTo(201);
            assertThat(file.answer().status()).isEqualTo(200);
        }
        assertThat(held.join()).isTrue();
    }

    private long items() throws IOException {
        return new ObjectMapper()
                .readTree(ask("GET /v1/conservation HTTP/1.1\nHost: localhost\n\n")
                        .body())
                .get("accepted")
                .asLong();
    }

    private static RawHttp.Answer ask(RawHttp wire, String method, String path) throws IOException {
        return wire.send(method + " " + path + " HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n")
                .answer();
    }

    private RawHttp.Answer ask(String request) throws IOException {
        try (var wire = new RawHttp(running.uri)) {
            return wire.send(request).answer();
        }
    }

    private static void expect(int status, RawHttp.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText())
                .startsWith("Expected ")
                .doesNotContain("Exception", "prohibited", "netty", "possibly");
    }
}
