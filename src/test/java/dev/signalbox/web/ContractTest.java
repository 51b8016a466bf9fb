package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.Tickets;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackZip;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private static final int ANY = 0;
    private static final String ITEMS = "/v1/processes/{process}/items";
    private static final String PUBLICATIONS = "/v1/processes/{process}/publications";
    private static final String COMPLETE = "/v1/tasks/{id}/complete";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> answered = new TreeSet<>();
    private Contract contract;
    private Path packs;
    private RunningServer running;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        contract = new Contract();
        packs = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        running = new RunningServer(folder, Limits.STANDARD, packs);
    }

    @AfterAll
    void stop() throws Exception {
        running.close();
    }

    @Test
    void everyAddressServedIsInTheContractAndEveryAddressOfTheContractIsServed() {
        assertThat(new TreeMap<>(running.server.paths())).isEqualTo(contract.paths());
    }

    @Test
    void everyOperationAnswersAsTheContractSays() throws Exception {
        var tickets = Map.of("process", "tickets", "queue", "people");
        var item = post(201, ITEMS, tickets, "application/json", Tickets.json("1", "odd"));
        post(200, ITEMS, tickets, "application/json", Tickets.json("1", "odd"));
        post(422, ITEMS, tickets, "application/json", Tickets.json("1", "routine"));
        post(400, ITEMS, tickets, "application/json", "{");
        post(201, ITEMS, tickets, "application/json", "{\"number\": \"\", \"kind\": [1], \"colour\": \"red\"}");
        post(415, ITEMS, tickets, "text/plain", "x");
        post(404, ITEMS, Map.of("process", "nobody"), "application/json", "{}");
        post(200, ITEMS, tickets, "text/csv", "number,kind\n2,routine\n3,odd\n,\n1,routine\n4\n");
        post(200, ITEMS, tickets, "application/x-ndjson", Tickets.json("5", "odd") + "\n{bad\n[]\n");
        post(400, ITEMS, tickets, "text/csv", "");
        post(200, "/v1/processes/{process}/decide", tickets, "application/json", Tickets.json("6", "routine"));
        post(400, "/v1/processes/{process}/decide", tickets, "application/json", "[]");
        post(200, "/v1/processes/{process}/why-not-full", tickets, "application/json", Tickets.json("6", "odd"));
        post(200, "/v1/processes/{process}/why-not-full", tickets, "application/json", Tickets.json("6", "routine"));
        post(400, "/v1/processes/{process}/why-not-full", tickets, "application/json", "[]");

        get(200, "/v1/processes", Map.of(), "");
        get(200, "/v1/processes/{process}", tickets, "");
        get(404, "/v1/processes/{process}", Map.of("process", "nobody"), "");
        get(200, "/v1/processes/{process}/faults", tickets, "");
        get(404, "/v1/processes/{process}/faults", Map.of("process", "nobody"), "");
        publish(422, tickets, new byte[] {1, 2, 3});
        publish(
                200,
                tickets,
                PackZip.of(PackLoader.load(packs.resolve("tickets")).files()));
        get(200, PUBLICATIONS, tickets, "");
        get(404, PUBLICATIONS, Map.of("process", "nobody"), "");
        get(200, PUBLICATIONS + "/{version}", Map.of("process", "tickets", "version", "1"), "");
        get(404, PUBLICATIONS + "/{version}", Map.of("process", "tickets", "version", "2"), "");
        get(200, "/v1/items", Map.of(), "?process=tickets&status=AWAITING_REVIEW&route=MANUAL&limit=2");
        get(400, "/v1/items", Map.of(), "?limit=0");
        var id = Map.of("id", item.get("id").textValue());
        for (var part : new String[] {"", "/history", "/submitted", "/why-not-full"}) {
            get(200, "/v1/items/{id}" + part, id, "");
            get(404, "/v1/items/{id}" + part, Map.of("id", "0000000000000"), "");
        }
        get(200, "/v1/conservation", Map.of(), "");

        get(200, "/v1/queues", Map.of(), "");
        get(200, "/v1/queues/{process}/{queue}/tasks", tickets, "");
        get(404, "/v1/queues/{process}/{queue}/tasks", Map.of("process", "tickets", "queue", "nobody"), "");
        var task = Map.of("id", item.at("/steps/0/id").textValue());
        get(200, "/v1/tasks/{id}", task, "");
        get(404, "/v1/tasks/{id}", Map.of("id", "0000000000000-1"), "");
        post(409, "/v1/tasks/{id}/release", task, "application/json", "");
        post(200, "/v1/tasks/{id}/claim", task, "application/json", "");
        post(200, "/v1/tasks/{id}/release", task, "application/json", "");
        post(200, "/v1/tasks/{id}/claim", task, "application/json", "");
        post(422, COMPLETE, task, "application/json", "{\"outcome\": \"PERHAPS\"}");
        post(422, COMPLETE, task, "application/json", "{\"outcom\": \"DONE\"}");
        post(200, COMPLETE, task, "application/json", "{\"outcome\": \"DONE\", \"note\": \"seen\"}");
        post(409, COMPLETE, task, "application/json", "{\"outcome\": \"DONE\"}");
        get(200, "/v1/items/{id}", id, "");
        post(422, "/v1/tasks/{id}/claim", task, "application/json", "{\"note\": \"mine\"}");
        get(200, "/v1/items", Map.of(), "?process=tickets&key=1");
        get(400, "/v1/items", Map.of(), "?key=1");
        JsonNode next;
        do {
            next = post(ANY, "/v1/queues/{process}/{queue}/next", tickets, "application/json", "");
        } while (!next.isMissingNode());

        for (var path : new String[] {
            "/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/docs", "/schemas/process.json"
        }) {
            get(200, path, Map.of(), "");
        }
        for (var kind : ProblemKind.values()) {
            get(200, "/problems/{kind}", Map.of("kind", kind.slug()), "");
        }

        var operations = new TreeSet<String>();
        contract.paths().forEach((path, methods) -> methods.forEach(method -> operations.add(method + " " + path)));
        assertThat(answered).isEqualTo(operations);
    }

    private JsonNode get(int status, String path, Map<String, String> at, String query) throws Exception {
        return send(status, "GET", path, HttpRequest.newBuilder(address(path, at, query)));
    }

    private JsonNode post(int status, String path, Map<String, String> at, String type, String body) throws Exception {
        return send(
                status,
                "POST",
                path,
                HttpRequest.newBuilder(address(path, at, ""))
                        .header("Content-Type", type)
                        .header("Signalbox-Actor", "Ada")
                        .POST(BodyPublishers.ofString(body)));
    }

    private void publish(int status, Map<String, String> at, byte[] zip) throws Exception {
        send(
                status,
                "POST",
                PUBLICATIONS,
                HttpRequest.newBuilder(address(PUBLICATIONS, at, ""))
                        .header("Content-Type", "application/zip")
                        .header("Signalbox-Actor", "Ada")
                        .POST(BodyPublishers.ofByteArray(zip)));
    }

    private JsonNode send(int status, String method, String path, HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (status != ANY) {
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(status);
        }
        contract.check(method, path, answer);
        if (answer.statusCode() < 300) {
            answered.add(method + " " + path);
        }
        var json = answer.headers().firstValue("Content-Type").orElse("").endsWith("/json");
        return new ObjectMapper().readTree(json ? answer.body() : new byte[0]);
    }

    private URI address(String path, Map<String, String> at, String query) {
        var filled = path;
        for (var part : at.entrySet()) {
            filled = filled.replace("{" + part.getKey() + "}", part.getValue());
        }
        return running.uri.resolve(filled + query);
    }
}
