package dev.signalbox.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * What a caller can get wrong so that the whole request is refused.
 *
 * @param status the answer
 * @param problem the last part of the problem's type
 * @param request every byte of it
 */
@SuppressWarnings("ArrayRecordComponent") // only read
record BadInput(String what, int status, String problem, byte[] request) {
    static final String ITEMS = "/v1/processes/parcels/items";
    private static final String HOST = " HTTP/1.1\r\nHost: localhost";

    @Override
    public String toString() {
        return what;
    }

    static List<BadInput> all() {
        var all = new ArrayList<BadInput>();
        bodies(all);
        files(all);
        types(all);
        addresses(all);
        heads(all);
        answers(all);
        return all;
    }

    /** Bodies that are no JSON object. */
    private static void bodies(List<BadInput> all) {
        for (var body : List.of(
                "",
                " ",
                "[]",
                "[{\"number\":\"1\"}]",
                "\"text\"",
                "12",
                "null",
                "true",
                "{",
                "{\"number\"",
                "{\"number\":",
                "{\"number\":\"1\"",
                "{\"number\":\"1\",}",
                "{number:1}",
                "{'number':1}",
                "{\"number\":01}",
                "{\"number\":+1}",
                "{\"number\":.5}",
                "{\"number\":NaN}",
                "{\"number\":Infinity}",
                "{\"number\":nul}",
                "{\"number\":\"\\x\"}",
                "{\"number\":\"\\u00\"}",
                "{\"number\":\"1\"} {}",
                "{\"number\":\"1\"}}",
                "{\"number\":\"1\"} // done",
                "/* */ {\"number\":\"1\"}",
                "{\"number\":\"1\",\"number\":\"1\"}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"number\":\"\0\"}",
                "{\"number\":\"\\u0000\"}",
                "{\"\\u0000\":\"1\"}",
                "{\"number\":\"\\ud800\"}",
                "{\"x\":[\"\\udc00\"]}",
                "{\"number\":\"a\nb\"}",
                "<item><number>1</number></item>",
                "number=1&weight=2",
                "number,weight\n1,2\n")) {
            all.add(body(body.isBlank() ? "a body of " + body.length() + " blanks" : body, body.getBytes(UTF_8)));
        }
        all.add(body("65 objects in one another", ("{\"a\":".repeat(65) + "1" + "}".repeat(65)).getBytes(UTF_8)));
        all.add(body("30,000 arrays in one another", ("{\"a\":" + "[".repeat(30_000)).getBytes(UTF_8)));
        all.add(body("a number of 1,001 digits", ("{\"weight\":" + "9".repeat(1_001) + "}").getBytes(UTF_8)));
        all.add(body("a fraction of 30,000 digits", ("{\"weight\":0." + "9".repeat(30_000) + "}").getBytes(UTF_8)));
        all.add(body("a name of 1,001 characters", ("{\"" + "n".repeat(1_001) + "\":1}").getBytes(UTF_8)));
        all.add(body("ISO 8859-1", "{\"number\":\"é\"}".getBytes(ISO_8859_1)));
        all.add(body("UTF-16 with a mark", "{\"number\":\"1\"}".getBytes(UTF_16)));
        all.add(body("UTF-16 without a mark", "{\"number\":\"1\"}".getBytes(UTF_16LE)));
        all.add(body("an overlong NUL", new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}));
        all.add(body(
                "a surrogate in UTF-8",
                new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'}));
        all.add(body("a PNG", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}));
    }

    /** Files that are refused as a whole. */
    private static void files(List<BadInput> all) {
        all.add(file("text/csv", "an empty CSV", ""));
        all.add(file("text/csv", "a CSV of blank lines", "\n\r\n  \n"));
        all.add(file("text/csv", "a heading twice", "number,weight,number\n1,2,3\n"));
        all.add(file("text/csv", "none of the columns", "a;b\n1;2\n"));
        all.add(file("text/csv", "a quote that never closes in the headings", "number,\"weight\n1,2\n"));
        all.add(file("text/csv", "a NUL in the headings", "number,w\0\n1,2\n"));
        all.add(file("text/csv", "1,001 columns", "x,".repeat(1_000) + "number\n"));
        all.add(file("text/csv", "JSON as CSV", "{\"number\":\"1\"}"));
        all.add(new BadInput(
                "CSV in UTF-16 without a mark",
                400,
                "malformed-body",
                post("text/csv", "number\n1\n".getBytes(UTF_16LE))));
        all.add(new BadInput(
                "headings in ISO 8859-1",
                400,
                "malformed-body",
                post("text/csv", "number,é\n1,2\n".getBytes(ISO_8859_1))));
        all.add(new BadInput(
                "NDJSON in UTF-16",
                400,
                "malformed-body",
                post("application/x-ndjson", "{\"number\":\"1\"}".getBytes(UTF_16))));
    }

    private static void types(List<BadInput> all) {
        var json = "{\"number\":\"t\"}".getBytes(UTF_8);
        for (var type : List.of(
                "text/plain",
                "application/xml",
                "text/html",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/jsonp",
                "json",
                "/")) {
            all.add(new BadInput("Content-Type: " + type, 415, "unsupported-type", post(type, json)));
        }
        all.add(new BadInput("no Content-Type", 415, "unsupported-type", Wire.request("POST " + ITEMS + HOST, json)));
    }

    private static void addresses(List<BadInput> all) {
        var json = "{\"number\":\"a\"}".getBytes(UTF_8);
        for (var name : List.of("unknown", "Parcels", "parcels%00", "..%2fparcels", "p".repeat(500), "%F0%9F%93%A6")) {
            all.add(new BadInput(
                    "process " + name,
                    404,
                    "not-found",
                    Wire.request(
                            "POST /v1/processes/" + name + "/items" + HOST + "\r\nContent-Type: application/json",
                            json)));
        }
        for (var path : List.of(
                "/v1",
                "/v1/nothing",
                "/v1/items/0",
                "/v1/items/0000000000000",
                "/v1/items/ZZZZZZZZZZZZZ",
                "/v1/items/%00/history",
                "/v1/tasks/1-1",
                "/v1/tasks/0000000000000-1",
                "/v1/tasks/0000000000000-99999999999",
                "/v1/processes/unknown",
                "/v1/items/';DROP TABLE item;--".replace(" ", "%20"))) {
            all.add(new BadInput("GET " + path, 404, "not-found", bare("GET " + path + HOST)));
        }
        for (var query : List.of(
                "limit=0",
                "limit=-1",
                "limit=201",
                "limit=many",
                "limit=99999999999",
                "status=OPEN",
                "route=full",
                "after=0",
                "colour=red",
                "limit=1&limit=2")) {
            all.add(new BadInput(
                    "GET /v1/items?" + query, 400, "malformed-request", bare("GET /v1/items?" + query + HOST)));
        }
        for (var method : List.of("PUT", "DELETE", "PATCH", "GET")) {
            all.add(new BadInput(method + " items", 405, "method-not-allowed", bare(method + " " + ITEMS + HOST)));
        }
    }

    private static void heads(List<BadInput> all) {
        var json = "{\"number\":\"h\"}".getBytes(UTF_8);
        var post = "POST " + ITEMS + HOST + "\r\nContent-Type: application/json";
        all.add(new BadInput("no Host", 400, "malformed-request", bare("GET /v1/items HTTP/1.1\r\nAccept: */*")));
        all.add(new BadInput("another Host", 421, "misdirected", bare("GET /v1/items HTTP/1.1\r\nHost: example.org")));
        all.add(new BadInput(
                "another Origin", 403, "cross-site", Wire.request(post + "\r\nOrigin: http://example.org", json)));
        all.add(new BadInput("no HTTP", 505, "http-version", bare("hello")));
        all.add(new BadInput(
                "an address of 10,000 bytes",
                414,
                "address-too-long",
                bare("GET /v1/items?process=" + "x".repeat(10_000) + HOST)));
        all.add(new BadInput(
                "headers of 20,000 bytes",
                431,
                "headers-too-large",
                bare("GET /v1/items" + HOST + "\r\nX: " + "x".repeat(20_000))));
        all.add(new BadInput(
                "a body over the limit, announced", 413, "too-large", bare(post + "\r\nContent-Length: 99999999")));
        all.add(new BadInput(
                "a body over the limit, in chunks",
                413,
                "too-large",
                (post + "\r\nTransfer-Encoding: chunked\r\n\r\n" + ("4000\r\n" + " ".repeat(0x4000) + "\r\n").repeat(5))
                        .getBytes(UTF_8)));
        all.add(new BadInput(
                "a length that is no number", 400, "malformed-request", bare(post + "\r\nContent-Length: many")));
        all.add(new BadInput("a negative length", 400, "malformed-request", bare(post + "\r\nContent-Length: -1")));
        all.add(new BadInput(
                "two lengths", 400, "malformed-request", Wire.request(post + "\r\nContent-Length: 3", json)));
        all.add(new BadInput(
                "a blank Idempotency-Key",
                400,
                "malformed-request",
                Wire.request(post + "\r\nIdempotency-Key:  ", json)));
        all.add(new BadInput(
                "a long Idempotency-Key",
                400,
                "malformed-request",
                Wire.request(post + "\r\nIdempotency-Key: " + "k".repeat(201), json)));
        all.add(new BadInput(
                "an Idempotency-Key that is not ASCII",
                400,
                "malformed-request",
                Wire.request(post + "\r\nIdempotency-Key: é", json)));
        all.add(new BadInput(
                "a long actor",
                400,
                "malformed-request",
                Wire.request(post + "\r\nSignalbox-Actor: " + "a".repeat(101), json)));
    }

    /** Answers to tasks. */
    private static void answers(List<BadInput> all) {
        var claim = "POST /v1/tasks/0000000000000-1/claim" + HOST;
        all.add(new BadInput("a claim by nobody", 400, "malformed-request", Wire.request(claim, new byte[0])));
        all.add(new BadInput(
                "a claim of no task", 404, "not-found", Wire.request(claim + "\r\nSignalbox-Actor: ann", new byte[0])));
        var complete = "POST /v1/tasks/0000000000000-1/complete" + HOST
                + "\r\nSignalbox-Actor: ann\r\nContent-Type: application/json";
        for (var body : List.of(
                "",
                "[]",
                "{",
                "{\"outcome\":1}",
                "{\"payload\":[]}",
                "{\"action\":\"PAY\"}",
                "{\"note\":\"\\u0000\"}",
                "{\"note\":\"a\",\"note\":\"b\"}",
                "{} {}")) {
            all.add(new BadInput(
                    "completed with '" + body + "'",
                    400,
                    "malformed-body",
                    Wire.request(complete, body.getBytes(UTF_8))));
        }
        all.add(new BadInput(
                "completed with what nobody asks",
                422,
                "superfluous",
                Wire.request(complete, "{\"answer\":\"DONE\"}".getBytes(UTF_8))));
        for (var body : List.of("{\"payload\":".repeat(65), "{\"payload\":{\"a\":" + "9".repeat(1_001) + "}}")) {
            all.add(new BadInput(
                    "completed beyond a bound", 400, "malformed-body", Wire.request(complete, body.getBytes(UTF_8))));
        }
        all.add(new BadInput(
                "a task that is not",
                404,
                "not-found",
                Wire.request(complete, "{\"outcome\":\"DONE\"}".getBytes(UTF_8))));
        all.add(new BadInput(
                "next by nobody",
                400,
                "malformed-request",
                Wire.request("POST /v1/queues/parcels/people/next" + HOST, new byte[0])));
    }

    private static BadInput body(String what, byte[] body) {
        return new BadInput(what, 400, "malformed-body", post("application/json", body));
    }

    private static BadInput file(String type, String what, String file) {
        return new BadInput(what, 400, "malformed-body", post(type, file.getBytes(UTF_8)));
    }

    static byte[] post(String type, byte[] body) {
        return Wire.request("POST " + ITEMS + HOST + "\r\nContent-Type: " + type, body);
    }

    private static byte[] bare(String head) {
        return (head + "\r\n\r\n").getBytes(UTF_8);
    }
}
