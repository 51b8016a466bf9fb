package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.Tickets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    @TempDir
    private Path folder;

    @Test
    void aPackThatDidNotLoadTellsItsFaultsAndTheOthersHaveNone() throws Exception {
        Path rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        Path bad = Files.createDirectories(rules.resolve("parcels"));
        for (String file : new String[] {"process.yaml", "item.drl", "routing.drl"}) {
            String text = Files.readString(rules.resolve("tickets").resolve(file));
            Files.writeString(
                    bad.resolve(file),
                    text.replace("process: tickets", "process: parcels")
                            .replace("Ticket( kind ==", "Ticket( kimd ==")
                            .replace("route.manual(\"not routine\")", "System.exit(1)"));
        }
        try (var running = new RunningServer(folder, Limits.STANDARD, rules)) {
            JsonNode parcels = get(running, "parcels");
            assertThat(parcels.at("/loaded").booleanValue()).isFalse();
            assertThat(parcels.at("/faults")).hasSize(2);
            JsonNode misspelt = parcels.at("/faults/0");
            assertThat(misspelt.at("/severity").textValue()).isEqualTo("ERROR");
            assertThat(misspelt.at("/file").textValue()).isEqualTo("parcels/routing.drl");
            assertThat(misspelt.at("/line").intValue()).isEqualTo(5);
            assertThat(misspelt.at("/column").intValue()).isEqualTo(13);
            assertThat(misspelt.at("/rule").textValue()).isEqualTo("A routine ticket is done without a person");
            assertThat(misspelt.at("/message").textValue()).isEqualTo("Ticket has no field 'kimd'");
            assertThat(misspelt.at("/suggestion").textValue()).isEqualTo("did you mean 'kind'?");
            JsonNode harmful = parcels.at("/faults/1");
            assertThat(harmful.at("/line").intValue()).isEqualTo(14);
            assertThat(harmful.at("/column").intValue()).isEqualTo(12);
            assertThat(harmful.at("/message").textValue()).contains("java.lang.System.exit is used");
            assertThat(harmful.at("/suggestion").textValue()).isEqualTo("delete it");

            JsonNode tickets = get(running, "tickets");
            assertThat(tickets.at("/loaded").booleanValue()).isTrue();
            assertThat(tickets.at("/faults")).isEmpty();
        }
    }

    private static JsonNode get(RunningServer running, String process) throws Exception {
        URI address = running.uri.resolve("/v1/processes/" + process + "/faults");
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
