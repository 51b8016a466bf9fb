package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.Tickets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server will not do, and how it says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
    private static final String POST = "POST " + Tickets.ITEMS + " HTTP/1.1\nHost: localhost\n";
    private static final String JSON = POST + "Content-Type: application/json\n";

    private RunningServer running;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        running = new RunningServer(folder, RunningServer.TIGHT);
    }

    @AfterAll
    void stop() throws Exception {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void nothingButLoopbackIsListenedOn(String host) {
        assertThatThrownBy(() -> running.server.start(host, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> running.server.start("127.0.0.1", taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1", "127.9.9.9:1", "[::1]:8080"})
    void aHostThatNamesThisMachineIsAnswered(String host) throws Exception {
        assertThat(ask("GET /health/live HTTP/1.1\nHost: " + host + "\n\n").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "localhost:x"
            })
    void aHostThatNamesAnotherMachineIsTurnedAway(String host) throws Exception {
        expect(421, "misdirected", ask("GET /v1/queues HTTP/1.1\nHost: " + host + "\n\n"));
    }

    @Test
    void aRequestWithoutAHostIsTurnedAway() throws Exception {
        expect(400, "malformed-request", ask("GET /v1/queues HTTP/1.1\n\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost:1",
                "Origin: https://localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void nothingIsChangedForAPageOfAnotherOrigin(String header) throws Exception {
        expect(403, "cross-site", ask(JSON + header + "\nContent-Length: 2\n\n{}"));
        assertThat(ask("GET /v1/queues HTTP/1.1\nHost: localhost\n" + header + "\n\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPageOfOursMayPost() throws Exception {
        var body = Tickets.json("ours", "odd");
        assertThat(ask(JSON + "Origin: http://localhost\nSec-Fetch-Site: same-origin\nContent-Length: " + body.length()
                                + "\n\n" + body)
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404",
        "GET, /v1/items/%zz, 400",
        "GET, /v1/items?after=%, 400",
        "GET, /v1/items?after=nobody, 400",
        "GET, /v1/items?limit=x, 400",
        "GET, /v1/items?limit=201, 400",
        "GET, /v1/items?limit=1&limit=2, 400",
        "GET, /v1/items?staus=CLOSED, 400",
        "GET, /v1/items?status=closed, 400",
        "GET, /v1/items?route=ALL, 400",
        "GET, /v1/items?process=%00, 400",
        "GET, /items?process=%00, 400",
        "GET, /v1/processes/%00/publications, 404",
        "POST, /v1/processes/%00/publications, 404",
        "GET, /v1/items/%00, 404",
        "GET, /v1/items/..%2f..%2fetc, 404",
        "GET, /v1/tasks/0000000000000-0, 404",
        "GET, /v1/tasks/x-1, 404",
        "GET, /v1/queues/tickets/nobody/tasks, 404",
        "GET, /v1/queues/tickets/people/tasks?after=x, 404",
        "GET, /assets/../logback.xml, 404",
        "GET, /assets/%2e%2e/logback.xml, 404",
        "GET, /assets/..%2flogback.xml, 404",
        "GET, /docs/swagger-ui.nothing, 404",
        "GET, /problems/nothing, 404",
        "PUT, /v1/items, 405",
        "DELETE, /v1/items/0000000000000, 405",
        "GET, /v1/processes/tickets/items, 405",
        "OPTIONS, /v1/queues, 405",
        "TRACE, /v1/queues, 405",
        "PATCH, /, 405",
        "GET, /v1/processes/tickets%00/items, 404",
        "POST, /v1/queues/tickets/people/next, 400",
        "POST, /v1/tasks/0000000000000-1/claim, 400",
        "POST, /v1/processes/nobody/items, 404",
        "POST, /v1/processes/tickets/items, 415",
        "POST, /v1/processes/tickets/decide, 415"
    })
    void whatTheContractDoesNotKnowIsRefused(String method, String path, int status) throws Exception {
        var answer = ask(method + " " + path + " HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n");

        expect(status, answer);
        if (status == 405) {
            assertThat(answer.header("Allow")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json; charset=utf-16",
                "text/csv; charset=latin1",
                "application/jsonx",
                ";",
                "multipart/form-data"
            })
    void aBodyOfAnotherTypeIsRefused(String type) throws Exception {
        expect(415, "unsupported-type", ask(POST + "Content-Type: " + type + "\nContent-Length: 2\n\n{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\tb",
                "\u00ff\u00fe",
                "signalbox",
                "rules@0123456789ab",
                "anonymous",
                "Ann\nSignalbox-Actor: Bob"
            })
    void aNameThatIsNoNameIsRefused(String name) throws Exception {
        expect(400, "malformed-request", ask(JSON + "Signalbox-Actor: " + name + "\nContent-Length: 2\n\n{}"));
        expect(
                400,
                "malformed-request",
                ask(JSON + "Signalbox-Actor: " + "x".repeat(101) + "\nContent-Length: 2\n\n{}"));
    }

    @Test
    void aNameIsReadAsUtf8() throws Exception {
        var body = Tickets.json("by-zoe", "odd");
        var zoe = new String("Zoë".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var item = ask(JSON + "Signalbox-Actor: " + zoe + "\nContent-Length: " + body.length() + "\n\n" + body);

        var history = ask("GET " + item.header("Location") + "/history HTTP/1.1\nHost: localhost\n\n");
        assertThat(history.body()).contains("\"actor\":\"Zoë\"");
    }

    @Test
    void anIdempotencyKeyHasItsBounds() throws Exception {
        expect(400, "malformed-request", ask(JSON + "Idempotency-Key: \nContent-Length: 2\n\n{}"));
        expect(
                400,
                "malformed-request",
                ask(JSON + "Idempotency-Key: " + "k".repeat(201) + "\nContent-Length: 2\n\n{}"));
        expect(400, "malformed-request", ask(JSON + "Idempotency-Key: k\u00e9\nContent-Length: 2\n\n{}"));
    }

    @Test
    void aRequestLineThatIsTooLongIsRefused() throws Exception {
        expect(414, "address-too-long", ask("GET /" + "x".repeat(3000) + " HTTP/1.1\nHost: localhost\n\n"));
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws Exception {
        expect(431, "headers-too-large", ask("GET / HTTP/1.1\nHost: localhost\nX: " + "x".repeat(9000) + "\n\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"G(T / HTTP/1.1\n\n", "GET / HTTP/1.1\nHost: localhost\nno colon\n\n"})
    void aHeadThatIsNoHeadIsRefused(String head) throws Exception {
        expect(400, "malformed-request", ask(head));
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedAtOnce() throws Exception {
        expect(413, "too-large", ask(JSON + "Content-Length: 65537\n\n"));
        expect(413, "too-large", ask(JSON + "Content-Length: 99999999999999999\n\n"));
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefused() throws Exception {
        try (var wire = new RawHttp(running.uri)) {
            wire.send(JSON + "Transfer-Encoding: chunked\n\n");
            for (int sent = 0; sent <= 64; sent++) {
                wire.send("400\n" + "x".repeat(1024) + "\n");
            }
            expect(413, "too-large", wire.answer());
            wire.send("0\n\n").send("GET /health/live HTTP/1.1\nHost: localhost\n\n");
            assertThat(wire.answer().status())
                    .as("the connection is still good")
                    .isEqualTo(200);
        }
    }

    @Test
    void aBodyOfTheLargestSizeIsRead() throws Exception {
        var body = "{\"number\": \"large\", \"kind\": \"" + "x".repeat(60_000) + "\"}";
        assertThat(ask(JSON + "Content-Length: " + body.length() + "\n\n" + body)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBodyThatComesTooSlowlyIsRefusedAndTheConnectionClosed() throws Exception {
        try (var wire = new RawHttp(running.uri)) {
            wire.send(JSON + "Content-Length: 20\n\n{\"number\"");
            expect(408, "slow-request", wire.answer());
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aHeadThatNeverEndsIsHungUpOn() throws Exception {
        try (var wire = new RawHttp(running.uri)) {
            wire.send("GET /health/live HTTP/1.1\nHost: localhost\nX-Half");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aHeadThatTricklesInIsHungUpOn() throws Exception {
        try (var wire = new RawHttp(running.uri)) {
            wire.send("GET /health/live HTTP/1.1\nHost: localhost\n\n");
            assertThat(wire.answer().status()).isEqualTo(200);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            wire.send("G");
                            LockSupport.parkNanos(50_000_000);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void moreConnectionsThanAllowedAreClosed() throws Exception {
        var open = new ArrayList<RawHttp>();
        try {
            int refused = 0;
            for (int i = 0; i < 60; i++) {
                var wire = new RawHttp(running.uri);
                open.add(wire);
                try {
                    wire.send("GET /health/live HTTP/1.1\nHost: localhost\n\n").answer();
                } catch (IOException e) {
                    refused++;
                }
            }
            assertThat(refused).isBetween(1, 20);
        } finally {
            for (var wire : open) {
                wire.close();
            }
        }
    }

    private RawHttp.Answer ask(String request) throws IOException {
        try (var wire = new RawHttp(running.uri)) {
            return wire.send(request).answer();
        }
    }

    private static void expect(int status, String kind, RawHttp.Answer answer) throws IOException {
        expect(status, answer);
        assertThat(answer.body()).contains("\"type\":\"/problems/" + kind + "\"");
    }

    private static void expect(int status, RawHttp.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).startsWith("Expected ").doesNotContain("Exception", "\n\tat ");
    }
}
