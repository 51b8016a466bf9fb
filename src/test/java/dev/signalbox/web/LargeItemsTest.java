package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.Tickets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that are as large as a body may be: they are taken, and harm nobody who looks at them. */
class LargeItemsTest {
    private static final int MOST_OF_A_PAGE = 400_000;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void anItemOfAHundredThousandLinesIsForAPersonAndItsPagesStaySmall() throws Exception {
        try (var running = new RunningServer(folder, Limits.STANDARD, pack())) {
            var item = json(post(running, "1", "{},".repeat(99_999) + "{}"));
            assertThat(item.at("/decision/task").textValue()).isEqualTo("CORRECT");
            assertThat(item.at("/decision/problems")).hasSize(1);
            assertThat(item.at("/decision/problems/0/field").textValue()).isEqualTo("lines");
            assertThat(item.at("/decision/problems/0/message").textValue())
                    .startsWith("expected at most 10000 elements in all lists of an item, but there are 100000");
            var page = "/items/" + item.at("/id").textValue();
            assertThat(get(running, page).body())
                    .hasSizeLessThan(MOST_OF_A_PAGE)
                    .contains("Shown: 100 of 100000 rows.", page + "?from=100#f-lines", "id=\"f-lines-99-\"")
                    .doesNotContain("id=\"f-lines-100-\"");
            assertThat(get(running, page + "?from=100").body())
                    .contains("id=\"f-lines-100-\"", page + "?from=200#f-lines");
            for (var odd : new String[] {"99999999999999", "-5", "x", "999999999", "%00"}) {
                assertThat(get(running, page + "?from=" + odd).statusCode())
                        .as(odd)
                        .isIn(200, 400);
            }
            assertThat(get(running, "/tasks/" + item.at("/id").textValue() + "-1")
                            .body())
                    .hasSizeLessThan(MOST_OF_A_PAGE);
            assertThat(get(running, "/queues/tickets/people").body()).hasSizeLessThan(MOST_OF_A_PAGE);
        }
    }

    @Test
    void tenThousandEmptyLinesHaveAHundredProblemsAndAPageOfLargeItemsIsCutWithALink() throws Exception {
        try (var running = new RunningServer(folder, Limits.STANDARD, pack())) {
            for (int i = 0; i < 14; i++) {
                var item = json(post(
                        running, "N" + i, "{\"note\": \"" + "x".repeat(700_000) + "\"}," + "{},".repeat(9_998) + "{}"));
                assertThat(item.at("/decision/problems")).hasSize(101);
            }
            var list = get(running, "/v1/items?limit=100");
            assertThat(list.body()).hasSizeLessThan(9 << 20);
            assertThat(json(list)).hasSizeBetween(2, 13);
            var link = list.headers().firstValue("Link").orElseThrow().replaceFirst("<([^>]*)>.*", "$1");
            assertThat(json(get(running, link)).size() + json(list).size()).isEqualTo(14);
        }
    }

    private Path pack() throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        var item = rules.resolve("tickets").resolve("item.drl");
        Files.writeString(item, Files.readString(item).replace("declare Ticket", """
                declare Line
                    sku : String @NotBlank
                    note : String
                    count : Integer @NotNull @Positive
                end

                declare Ticket
                    lines : List<Line> @Valid"""));
        return rules;
    }

    private HttpResponse<String> post(RunningServer running, String number, String lines) throws Exception {
        var body = "{\"number\": \"" + number + "\", \"kind\": \"routine\", \"lines\": [" + lines + "]}";
        var answer = http.send(
                HttpRequest.newBuilder(running.uri.resolve(Tickets.ITEMS))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private HttpResponse<String> get(RunningServer running, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(running.uri.resolve(path)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
