package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is said to make an item FULL does so, on the real server with the real packs and samples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyNotFullTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RunningServer running;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        running = new RunningServer(folder, Limits.STANDARD, Path.of("rules"));
    }

    @AfterAll
    void stop() throws Exception {
        running.close();
    }

    @Test
    void everyChangeThatIsNamedMakesTheClaimFull() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("samples", "property-claims-2014.csv"));
        var some = new ArrayList<>(lines.subList(0, 1));
        for (int i = 1; i < lines.size(); i += 60) {
            some.add(lines.get(i));
        }
        int named = everyChangeHolds("property-claims", "text/csv", String.join("\n", some));
        assertThat(named).isGreaterThan(30);
    }

    @Test
    void everyChangeThatIsNamedMakesTheInvoiceFull() throws Exception {
        String all = Files.readString(Path.of("samples", "supplier-invoices.ndjson"));
        int named = everyChangeHolds("supplier-invoices", "application/x-ndjson", all);
        assertThat(named).isGreaterThan(40);
    }

    /** @return for how many items a change was named */
    private int everyChangeHolds(String process, String type, String items) throws Exception {
        String at = "/v1/processes/" + process;
        int named = 0;
        for (String line : post(at + "/items", type, items).lines().toList()) {
            JsonNode row = JSON.readTree(line);
            if (!row.has("id") || row.path("route").asText().equals("FULL")) {
                continue;
            }
            String id = row.get("id").asText();
            JsonNode why = JSON.readTree(get("/v1/items/" + id + "/why-not-full"));
            assertThat(why.get("route").asText()).isEqualTo(row.get("route").asText());
            JsonNode item = JSON.readTree(get("/v1/items/" + id));
            if (item.at("/decision/set").size() > 0) {
                // Its payload is shown with what the rules filled in; they judged it without.
                continue;
            }
            ObjectNode payload = (ObjectNode) item.get("payload");
            assertThat(why.get("tried").asInt()).isBetween(1, 2_000);
            assertThat(why.get("rules").size()
                            + why.get("unchecked").size()
                            + why.get("problems").size()
                            + why.get("reasons").size())
                    .isPositive();
            for (JsonNode change : why.get("changes")) {
                ObjectNode changed = payload.deepCopy();
                change.get("edits").forEach(edit -> apply(changed, edit));
                JsonNode decision = JSON.readTree(post(at + "/decide", "application/json", changed.toString()))
                        .get("decision");
                assertThat(decision.get("route").asText())
                        .as("%s of %s gave %s", change, payload, decision)
                        .isEqualTo("FULL");
                assertThat(decision.get("outcome")).isEqualTo(change.get("outcome"));
            }
            named += why.get("changes").isEmpty() ? 0 : 1;
        }
        return named;
    }

    private static void apply(ObjectNode item, JsonNode edit) {
        String[] parts = edit.get("field").asText().split("\\.", -1);
        JsonNode at = item;
        for (int i = 0; i < parts.length - 1; i++) {
            String name = parts[i].replaceAll("\\[.*", "");
            at = at.get(name);
            if (parts[i].endsWith("]")) {
                at = at.get(Integer.parseInt(parts[i].replaceAll(".*\\[|]", "")));
            }
        }
        if (edit.get("to").isNull()) {
            ((ObjectNode) at).remove(parts[parts.length - 1]);
        } else {
            ((ObjectNode) at).set(parts[parts.length - 1], edit.get("to"));
        }
    }

    private String get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private String post(String path, String type, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(at(path)).header("Content-Type", type).POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private URI at(String path) {
        return running.uri.resolve(path);
    }
}
