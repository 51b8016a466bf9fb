package dev.signalbox.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.web.Wire.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes: a documented problem and nothing stored, or an item that waits for a person. Never a 500. */
class BadInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] INSIDES = {
        "Exception", "\tat ", "java.", "dev.signalbox", "fasterxml", "vertx", "netty", "Caused by", "SQL", "StreamRead"
    };

    private static ParcelServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = ParcelServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static List<BadInput> badInputs() {
        return BadInput.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInputs")
    void isRefusedWithAProblemAndNothingIsStored(BadInput bad) throws Exception {
        long before = accepted();
        var answer = Wire.ask(server.address(), bad.request());
        isProblem(answer, bad.status(), bad.problem());
        assertThat(accepted()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "weight": "N/A"             | weight          | expected a decimal number, but was 'N/A'
            "weight": 1e400             | weight          | expected a decimal number of at most 38 digits, but was 1e400
            "weight": 1e999999999       | weight          | expected a decimal number of at most 38 digits, but was 1e999999999
            "weight": -1e-999999999     | weight          | expected a decimal number of at most 38 digits, but was -1e-999999999
            "weight": {"kg": 1}         | weight          | expected a decimal number, but was an object
            "pieces": 4294967297.5      | pieces          | expected a whole number, but was 4294967297.5
            "pieces": 99999999999999999999 | pieces       | expected a whole number from -9223372036854775808 to 9223372036854775807, but was 99999999999999999999
            "urgent": "maybe"           | urgent          | expected true or false, but was 'maybe'
            "sent": "2026-02-30"        | sent            | expected a date, but was '2026-02-30'
            "sent": 20260228            | sent            | expected a date, but was 20260228
            "kind": 12                  | kind            | expected text, but was 12
            "kind": ["a"]               | kind            | expected text, but was a list
            "lines": {}                 | lines           | expected a list, but was an object
            "lines": [{"price": "x"}]   | lines[0].price  | expected a decimal number, but was 'x'
            "lines": [{}, null]         | lines[1]        | expected an object, but was null
            """)
    void wellFormedButWrongDataWaitsForAPerson(String member, String field, String message) throws Exception {
        long before = accepted();
        var answer = post("application/json", ("{\"number\":\"" + before + "\"," + member + "}").getBytes(UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        isQuarantined(JSON.readTree(answer.body()), field, message);
        assertThat(accepted()).isEqualTo(before + 1);
    }

    @Test
    void rowsThatCannotBeReadAreKeptAndTheOthersAreNoWorse() throws Exception {
        long before = accepted();
        var rows = lines(post(
                "text/csv",
                ("number,weight\ncsv-1,1\ncsv-2\ncsv-3,1,2\n\"csv-4,1\ncsv-5,é\ncsv-6,\0\n\"csv-7\"x,1\n"
                                + "y".repeat(1_100_000) + "\ncsv-8,1\n")
                        .getBytes(ISO_8859_1)));
        assertThat(rows).extracting(row -> row.at("/row").asInt()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(rows).noneMatch(row -> row.has("error"));
        assertThat(accepted()).isEqualTo(before + 10);
        isGood(item(rows.get(0)));
        isQuarantined(item(rows.get(1)), "", "expected 2 cells, but found 1");
        isQuarantined(item(rows.get(2)), "", "expected 2 cells, but found 3");
        isQuarantined(item(rows.get(3)), "", "expected a comma or the end of the line behind a closing quote");
        isQuarantined(item(rows.get(4)), "", "expected UTF-8, but byte 7 (0xE9) is not");
        isQuarantined(item(rows.get(5)), "", "expected text, but there is the control character U+0000 in it");
        isQuarantined(item(rows.get(6)), "", "expected a comma or the end of the line behind a closing quote");
        isQuarantined(item(rows.get(7)), "", "expected a row of at most 1 MiB");
        isQuarantined(item(rows.get(8)), "", "expected a row of at most 1 MiB, but this goes on from the row before");
        isGood(item(rows.get(9)));
        assertThat(item(rows.get(1)).at("/payload/unreadableRow").asText()).isEqualTo("csv-2");
        var raw = ask("GET /v1/items/" + rows.get(4).at("/id").asText() + "/submitted HTTP/1.1\r\nHost: localhost");
        assertThat(raw.body()).isEqualTo("csv-5,\uFFFD"); // é as it came, which is no UTF-8
    }

    @Test
    void linesThatAreNoObjectAreRefusedAloneAndTheOthersAreItems() throws Exception {
        long before = accepted();
        var rows = lines(post(
                "application/x-ndjson", """
                {"number":"nd-1"}
                [1]

                {"number":"nd-2",}
                {"number":"nd-3","weight":"heavy"}
                {"number":"nd-1","kind":"other"}
                %s
                {"number":"nd-4"}""".formatted("x".repeat(1_100_000)).getBytes(UTF_8)));
        assertThat(rows)
                .extracting(row -> row.at("/error/status").asInt())
                .containsExactly(0, 400, 400, 0, 422, 400, 0);
        assertThat(rows)
                .filteredOn(row -> row.has("error"))
                .allSatisfy(row -> assertThat(row.at("/error/detail").asText())
                        .startsWith("Expected ")
                        .doesNotContain(INSIDES));
        assertThat(accepted()).isEqualTo(before + 3);
        isQuarantined(item(rows.get(3)), "weight", "expected a decimal number, but was 'heavy'");
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() throws Exception {
        assertThat(post("application/json", "{\"number\":\"k\"}".getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
        long before = accepted();
        isProblem(post("application/json", "{\"number\":\"k\",\"kind\":\"x\"}".getBytes(UTF_8)), 422, "key-reused");
        assertThat(accepted()).isEqualTo(before);
    }

    @Test
    void aBodyThatDoesNotArriveIsTimedOut() throws Exception {
        long before = accepted();
        try (var wire = new Wire(server.address())) {
            wire.send(("POST " + BadInput.ITEMS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 100\r\n\r\n{\"number\":")
                    .getBytes(UTF_8));
            isProblem(wire.answer(), 408, "slow-request");
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(accepted()).isEqualTo(before);
    }

    @Test
    void aHeadThatDoesNotArriveEndsTheConnection() throws Exception {
        try (var wire = new Wire(server.address())) {
            wire.send("POST /v1/processes/parcels/items HTTP/1.1\r\nHost: loc".getBytes(UTF_8));
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void aCallerWhoLeavesInTheMiddleOfABodyLeavesNothing() throws Exception {
        long before = accepted();
        for (int i = 0; i < 20; i++) {
            try (var wire = new Wire(server.address())) {
                wire.send(
                        ("POST " + BadInput.ITEMS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 18\r\n\r\n{\"number\":\"left\"")
                                .getBytes(UTF_8));
            }
        }
        assertThat(accepted()).isEqualTo(before);
    }

    @Test
    void aFileThatEndsInTheMiddleKeepsTheRowsThatWereAnswered() throws Exception {
        long before = accepted();
        try (var wire = new Wire(server.address())) {
            var part = "number,weight\nhalf-1,1\nhalf-2,";
            wire.send(("POST " + BadInput.ITEMS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(part.length()) + "\r\n" + part
                            + "\r\nzz\r\n")
                    .getBytes(UTF_8));
            assertThat(wire.isClosed() || accepted() <= before + 1).isTrue();
        }
        isConserved();
    }

    private static void isProblem(Answer answer, int status, String problem) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        var body = JSON.readTree(answer.body());
        assertThat(body.at("/type").asText()).isEqualTo("/problems/" + problem);
        assertThat(body.at("/status").asInt()).isEqualTo(status);
        assertThat(body.at("/detail").asText()).startsWith("Expected ").doesNotContain(INSIDES);
    }

    private static void isQuarantined(JsonNode item, String field, String message) {
        assertThat(item.at("/decision/route").asText()).as(item.toString()).isEqualTo("MANUAL");
        assertThat(item.at("/decision/problems")).anySatisfy(problem -> {
            assertThat(problem.at("/field").asText()).isEqualTo(field);
            assertThat(problem.at("/message").asText()).isEqualTo(message);
        });
        assertThat(item.at("/steps/0/queue").asText()).isEqualTo("bad-data");
        assertThat(item.at("/steps/0/status").asText()).isEqualTo("READY");
    }

    private static void isGood(JsonNode item) {
        assertThat(item.at("/decision/problems")).as(item.toString()).isEmpty();
    }

    private static long accepted() throws IOException {
        return isConserved().at("/accepted").asLong();
    }

    private static JsonNode isConserved() throws IOException {
        var counts = JSON.readTree(
                ask("GET /v1/conservation HTTP/1.1\r\nHost: localhost").body());
        assertThat(counts.at("/accepted").asLong())
                .isEqualTo(counts.at("/closed").asLong() + counts.at("/held").asLong());
        return counts;
    }

    private static JsonNode item(JsonNode row) throws IOException {
        return JSON.readTree(ask("GET /v1/items/" + row.at("/id").asText() + " HTTP/1.1\r\nHost: localhost")
                .body());
    }

    private static List<JsonNode> lines(Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var lines = new ArrayList<JsonNode>();
        for (var line : answer.body().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static Answer post(String type, byte[] body) throws IOException {
        return Wire.ask(server.address(), BadInput.post(type, body));
    }

    private static Answer ask(String head) throws IOException {
        return Wire.ask(server.address(), (head + "\r\n\r\n").getBytes(UTF_8));
    }
}
