package dev.signalbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.RulesCopy;
import dev.signalbox.Tickets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a system needs that posts: to send packed and again, to find what it sent, to change only what it has seen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntegratorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ITEMS = "application/json";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RunningServer running;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        Files.createDirectories(rules.resolve("bills"));
        var pack = new RulesCopy(rules);
        var process = Files.readString(rules.resolve("tickets/process.yaml"))
                .replace("process: tickets", "process: bills")
                .replace("item: Ticket", "item: Bill")
                .replace("[number]", "[supplier, number, total, day]");
        pack.write("bills/process.yaml", process);
        pack.write("bills/item.drl", """
                package bills
                declare Bill
                    supplier : String
                    number : Long
                    total : BigDecimal
                    day : LocalDate
                end
                """);
        running = new RunningServer(folder, Limits.STANDARD, rules);
    }

    @AfterAll
    void stop() throws Exception {
        running.close();
    }

    @Test
    void anItemWhoseIdIsLostIsFoundByItsKey() throws Exception {
        var id = posted("tickets", Tickets.json("A 1/ü&?", "odd"));
        assertThat(found("process=tickets&key=A%201%2F%C3%BC%26%3F")).containsExactly(id);
        assertThat(found("process=tickets&key=A")).isEmpty();
        var bill =
                posted("bills", "{\"supplier\":\"ACME, Inc.\",\"number\":7,\"total\":\"1.50\",\"day\":\"2026-01-02\"}");
        assertThat(found("process=bills&key=ACME%2C+Inc.&key=7&key=1.5&key=2026-01-02"))
                .containsExactly(bill);
        assertThat(found("key=ACME%2C+Inc.&key=7.0&process=bills&key=1.500&key=2026-01-02"))
                .containsExactly(bill);
        assertThat(found("process=bills&key=7&key=7&key=1.5&key=2026-01-02")).isEmpty();
        var lettered = send(post("tickets", ITEMS, Tickets.json("lettered", "odd"), "Idempotency-Key", "letter 7"));
        assertThat(found("process=tickets&idempotencyKey=letter+7"))
                .containsExactly(json(lettered).get("id").textValue());
        assertThat(found("process=tickets&key=lettered"))
                .as("its name is the letter's")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key=1",
                "process=tickets&key=1&key=2",
                "process=bills&key=1",
                "process=bills&key=a&key=seven&key=1&key=2026-01-02",
                "process=bills&key=a&key=7&key=1&key=2.1.2026",
                "process=tickets&key=",
                "process=tickets&key=1&status=CLOSED",
                "process=tickets&key=1&limit=1",
                "process=tickets&key=1&idempotencyKey=2",
                "process=tickets&idempotencyKey=1&idempotencyKey=2"
            })
    void aKeyThatIsNoneIsRefused(String query) throws Exception {
        var answer = send(get("/v1/items?" + query));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(400);
        assertThat(text(answer)).contains("\"detail\":\"Expected ");
    }

    @Test
    void whatWasReadIsNotSentAgainUntilItChanges() throws Exception {
        var id = posted("tickets", Tickets.json("tagged", "odd"));
        for (var path : List.of("/v1/items/" + id, "/v1/tasks/" + id + "-1")) {
            var first = send(get(path));
            var tag = tag(first);
            assertThat(tag).matches("\"[0-9a-f]{32}\"");
            assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
            for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
                var again = send(get(path, "If-None-Match", known));
                assertThat(again.statusCode()).as(known).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(tag(again)).isEqualTo(tag);
            }
            assertThat(send(get(path, "If-None-Match", "\"other\"")).statusCode())
                    .isEqualTo(200);
        }
        var item = tag(send(get("/v1/items/" + id)));
        var task = tag(send(get("/v1/tasks/" + id + "-1")));
        var claimed = act(id, "claim", "", "");
        assertThat(tag(send(get("/v1/items/" + id, "If-None-Match", item)))).isNotEqualTo(item);
        assertThat(tag(send(get("/v1/tasks/" + id + "-1", "If-None-Match", task))))
                .isNotEqualTo(task)
                .isEqualTo(tag(claimed));
    }

    @Test
    void aTaskIsChangedOnlyAsItWasRead() throws Exception {
        var id = posted("tickets", Tickets.json("guarded", "odd"));
        var free = tag(send(get("/v1/tasks/" + id + "-1")));
        assertThat(act(id, "claim", "", "\"other\"").statusCode()).isEqualTo(412);
        assertThat(act(id, "claim", "", "W/" + free).statusCode())
                .as("weak tags match nothing here")
                .isEqualTo(412);
        assertThat(tag(send(get("/v1/tasks/" + id + "-1")))).as("unchanged").isEqualTo(free);
        var claimed = act(id, "claim", "", "\"other\", " + free);
        assertThat(claimed.statusCode()).isEqualTo(200);
        assertThat(act(id, "release", "", free).statusCode()).isEqualTo(412);
        var done = "{\"outcome\":\"DONE\"}";
        assertThat(act(id, "complete", done, free).statusCode()).isEqualTo(412);
        var released = act(id, "release", "", tag(claimed));
        assertThat(released.statusCode()).isEqualTo(200);
        var again = act(id, "claim", "", "*");
        assertThat(act(id, "complete", done, tag(released)).statusCode()).isEqualTo(412);
        assertThat(act(id, "complete", done, tag(again)).statusCode()).isEqualTo(200);
        assertThat(act(id, "complete", done, tag(again)).statusCode())
                .as("the same again, by one who did not hear the answer")
                .isEqualTo(200);
        var gone = send(get("/v1/items/" + id, "If-Match", free));
        assertThat(gone.statusCode()).isEqualTo(412);
        assertThat(text(gone)).contains("precondition-failed", "Expected ");
    }

    @Test
    void aCorrectionIsMadeOnlyToWhatWasRead() throws Exception {
        var id = posted("tickets", "{\"number\":\"mended\"}");
        var claimed = act(id, "claim", "", "");
        var mend = "{\"payload\":{\"kind\":\"odd\"}}";
        assertThat(act(id, "complete", mend, "\"other\"").statusCode()).isEqualTo(412);
        assertThat(json(send(get("/v1/items/" + id))).at("/steps").size()).isEqualTo(1);
        assertThat(act(id, "complete", mend, tag(claimed)).statusCode()).isEqualTo(200);
        assertThat(act(id, "complete", mend, tag(claimed)).statusCode()).isEqualTo(200);
    }

    @Test
    void aFileUnderAKeyIsTheSameWhenItComesAgain() throws Exception {
        var csv = "number,kind\nsame,odd\nsame,odd\nk-3,odd\n";
        var first = lines(send(post("tickets", "text/csv", csv, "Idempotency-Key", "file 7")));
        assertThat(first)
                .allSatisfy(line -> assertThat(line.get("replayed").asBoolean()).isFalse());
        assertThat(first.stream().map(line -> line.get("id").textValue()).distinct())
                .hasSize(3);
        var again = lines(
                send(post("tickets", "text/csv", csv.replace("odd\n", "\"odd\"\r\n"), "Idempotency-Key", "file 7")));
        assertThat(again)
                .allSatisfy(line -> assertThat(line.get("replayed").asBoolean()).isTrue());
        assertThat(again)
                .extracting(line -> line.get("id"))
                .isEqualTo(first.stream().map(l -> l.get("id")).toList());
        var longer = lines(send(
                post("tickets", "text/csv", csv.replace("k-3", "k-4") + "k-5,odd\n", "Idempotency-Key", "file 7")));
        assertThat(longer.get(2).at("/error/status").asInt()).as("another row").isEqualTo(422);
        assertThat(longer.get(3).get("replayed").asBoolean()).as("one more").isFalse();
        var other = lines(send(post("tickets", "text/csv", csv, "Idempotency-Key", "file 8")));
        assertThat(other)
                .allSatisfy(line -> assertThat(line.get("replayed").asBoolean()).isFalse());
        var ndjson = Tickets.json("nd", "odd") + "\n" + Tickets.json("nd", "odd") + "\n";
        var objects = lines(send(post("tickets", "application/x-ndjson", ndjson, "Idempotency-Key", "file 9")));
        assertThat(objects.get(0).get("id")).isNotEqualTo(objects.get(1).get("id"));
        assertThat(lines(send(post("tickets", "application/x-ndjson", ndjson, "Idempotency-Key", "file 9"))))
                .allSatisfy(line -> assertThat(line.get("replayed").asBoolean()).isTrue());
        assertThat(json(send(post("tickets", ITEMS, Tickets.json("one", "odd"), "Idempotency-Key", "file 9")))
                        .get("id"))
                .as("a single item under the same key")
                .isNotIn(objects.get(0).get("id"), objects.get(1).get("id"));
        for (var bad : List.of(" ", "x".repeat(201))) {
            assertThat(send(post("tickets", "text/csv", csv, "Idempotency-Key", bad))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void whatIsNoRowOfAFileIsToldInTheLastLine() throws Exception {
        var csv = "number,kind\nj-1,odd\n,\n\uFEFFnumber,kind\nj-2,odd\n,\n,\n\u001a";
        var told = lines(send(post("tickets", "text/csv", csv)));
        assertThat(told).hasSize(3);
        assertThat(told.subList(0, 2))
                .allSatisfy(line -> assertThat(line.has("id")).isTrue());
        assertThat(told.get(2).get("skipped"))
                .extracting(skipped ->
                        skipped.get("line").asInt() + " " + skipped.get("what").textValue())
                .containsExactly(
                        "3 a row of empty cells",
                        "4 a byte order mark, as where files were joined",
                        "4 the headings again",
                        "6 a row of empty cells",
                        "7 a row of empty cells",
                        "8 the sign for the end of a file (U+001A)");
        var joined = Tickets.json("j-3", "odd") + "\n\uFEFF" + Tickets.json("j-4", "odd") + "\n\u001a";
        assertThat(lines(send(post("tickets", "application/x-ndjson", joined)))).hasSize(3);
        assertThat(lines(send(post("tickets", "text/csv", "number,kind\nj-5,odd\n"))))
                .hasSize(1);
    }

    @Test
    void whatIsPackedWithGzipIsRead() throws Exception {
        var body = gzip(Tickets.json("packed", "odd"));
        assertThat(send(packed("tickets/items", ITEMS, body, "gzip")).statusCode())
                .isEqualTo(201);
        assertThat(send(packed("tickets/items", ITEMS, body, "X-GZIP")).statusCode())
                .isEqualTo(200);
        assertThat(send(packed(
                                "tickets/items",
                                ITEMS,
                                Tickets.json("packed", "odd").getBytes(UTF_8),
                                "identity"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(packed("tickets/decide", ITEMS, body, "gzip")).statusCode())
                .isEqualTo(200);
        assertThat(send(packed("tickets/why-not-full", ITEMS, body, "gzip")).statusCode())
                .isEqualTo(200);
        var rows = new StringBuilder("number,kind\n");
        for (int i = 0; i < 3_000; i++) {
            rows.append("gz-").append(i).append(",routine\n");
        }
        var csv = gzip(rows.toString());
        assertThat(lines(send(packed("tickets/items", "text/csv", csv, "gzip"))))
                .hasSize(3_000);
        var two = new ByteArrayOutputStream();
        two.writeBytes(gzip(Tickets.json("gz-a", "odd") + "\n" + "{\"number\":"));
        two.writeBytes(gzip(""));
        two.writeBytes(gzip("\"gz-b\",\"kind\":\"odd\"}\n"));
        assertThat(lines(send(packed("tickets/items", "application/x-ndjson", two.toByteArray(), "gzip"))))
                .as("several packed files in a row are one")
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.has("id")).isTrue());
        try (var slow = new RawHttp(running.uri)) {
            slow.send("POST /v1/processes/tickets/items HTTP/1.1\nHost: localhost\nContent-Type: application/x-ndjson\n"
                    + "Content-Encoding: gzip\nContent-Length: " + two.size() + "\nConnection: close\n\n");
            for (byte each : two.toByteArray()) {
                slow.sendBytes(new byte[] {each});
            }
            assertThat(slow.rest()).as("a byte at a time").contains("\"row\":2").doesNotContain("error");
        }
    }

    @Test
    void whatIsPackedOtherwiseIsRefusedWithWhatIsRead() throws Exception {
        for (var coding : List.of("deflate", "br", "zstd", "compress", "gzip, gzip", "identity, gzip", "x")) {
            for (var type : List.of(ITEMS, "text/csv", "application/x-ndjson")) {
                var answer = send(packed("tickets/items", type, gzip("{}"), coding));
                assertThat(answer.statusCode()).as(coding).isEqualTo(415);
                assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip");
                assertThat(text(answer)).contains("unsupported-coding");
            }
        }
    }

    @Test
    void whatIsPackedBadlyIsRefusedAndNothingOfItIsHidden() throws Exception {
        var good = gzip(Tickets.json("bad-gz", "odd"));
        var damaged = good.clone();
        damaged[damaged.length - 6] ^= 1;
        var torn = good.clone();
        torn[14] ^= 0x55;
        var trailing = Arrays.copyOf(good, good.length + 5);
        var header = good.clone();
        header[3] = (byte) 0x80;
        for (var body : List.of(
                "{}".getBytes(UTF_8),
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, 12),
                Arrays.copyOf(good, 3),
                damaged,
                torn,
                trailing,
                header)) {
            for (var type : List.of(ITEMS, "application/x-ndjson")) {
                var answer = send(packed("tickets/items", type, body, "gzip"));
                assertThat(text(answer))
                        .contains("Expected a body packed with gzip")
                        .doesNotContain("Exception");
                assertThat(answer.statusCode()).isIn(400, 200); // a file's rows before the fault are items
            }
        }
    }

    @Test
    void aTrapOfAFewBytesThatUnpackToMillionsIsRefused() throws Exception {
        var bomb = gzip(" ".repeat(5 << 20) + "{}");
        assertThat(bomb.length).isLessThan(10_000);
        for (var path : List.of("tickets/items", "tickets/decide", "tickets/why-not-full")) {
            var answer = send(packed(path, ITEMS, bomb, "gzip"));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(text(answer)).contains("at most 1048576 bytes unpacked");
        }
        var blank = gzip("\n".repeat(40 << 20));
        var file = send(packed("tickets/items", "application/x-ndjson", blank, "gzip"));
        assertThat(file.statusCode()).isEqualTo(413);
        assertThat(text(file)).contains("200 times");
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private String posted(String process, String body) throws Exception {
        var answer = send(post(process, ITEMS, body));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
        return json(answer).get("id").textValue();
    }

    private List<String> found(String query) throws Exception {
        var answer = send(get("/v1/items?" + query));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        var ids = new ArrayList<String>();
        json(answer).forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    private HttpResponse<byte[]> act(String id, String verb, String body, String ifMatch) throws Exception {
        var request = HttpRequest.newBuilder(running.uri.resolve("/v1/tasks/" + id + "-1/" + verb))
                .header("Signalbox-Actor", "Ada")
                .header("Content-Type", ITEMS)
                .POST(BodyPublishers.ofString(body));
        return send(ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch));
    }

    private HttpRequest.Builder get(String path, String... headers) {
        var request = HttpRequest.newBuilder(running.uri.resolve(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpRequest.Builder post(String process, String type, String body, String... headers) {
        var request = get("/v1/processes/" + process + "/items", headers);
        return request.header("Content-Type", type).POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder packed(String path, String type, byte[] body, String coding) {
        return get("/v1/processes/" + path, "Content-Type", type, "Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String tag(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static List<JsonNode> lines(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        var lines = new ArrayList<JsonNode>();
        for (var line : text(answer).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
