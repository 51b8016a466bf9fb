package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.Tickets;
import dev.signalbox.Upload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ImportsTest {
    private static final String HEAD = "POST " + Tickets.ITEMS + " HTTP/1.1\nHost: localhost\nContent-Type: ";

    @TempDir
    Path folder;

    private RunningServer running;

    @BeforeEach
    void start() throws Exception {
        running = new RunningServer(folder, RunningServer.TIGHT);
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    @Test
    void aFileFarLargerThanAnyBufferIsAnsweredRowByRow() throws Exception {
        int rows = 10_000;
        var file = folder.resolve("tickets.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("number,kind,text\n");
            for (int i = 1; i <= rows; i++) {
                out.write("n" + i + ",odd," + "x".repeat(1_000) + "\n");
            }
        }
        try (var upload = new Upload(running.uri.resolve(Tickets.ITEMS), "text/csv", file);
                var lines = new BufferedReader(new InputStreamReader(upload.body(), StandardCharsets.UTF_8))) {
            assertThat(upload.status()).isEqualTo(200);
            for (int i = 1; i <= rows; i++) {
                assertThat(lines.readLine()).startsWith("{\"row\":" + i + ",\"id\":");
            }
            assertThat(lines.readLine()).isNull();
        }
        assertThat(new Client(running.uri)
                        .get("/v1/conservation")
                        .body()
                        .get("accepted")
                        .asInt())
                .isEqualTo(rows);
    }

    @Test
    void aClientThatSendsAllBeforeItReadsGetsItsAnswer() throws Exception {
        var rows = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            rows.append(Tickets.json("n" + i, "odd")).append('\n');
        }
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(running.uri.resolve(Tickets.ITEMS))
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString(rows.toString()))
                                .build(),
                        BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(3_000);
    }

    @Test
    void aFileThatCannotBeReadAtAllIsRefusedAsAWhole() throws Exception {
        try (var wire = new RawHttp(running.uri)) {
            var answer = wire.send(HEAD + "text/csv\nContent-Length: 0\n\n").answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void theAnswerToTheSameFileAgainSaysSoRowByRow() throws Exception {
        var csv = "number,kind\n1,odd\n2,routine\n";
        for (var replayed : new boolean[] {false, true}) {
            try (var wire = new RawHttp(running.uri)) {
                wire.send(HEAD + "text/csv\nConnection: close\nContent-Length: " + csv.length() + "\n\n");
                wire.sendBytes(csv.getBytes(StandardCharsets.US_ASCII));
                assertThat(wire.answer().status()).isEqualTo(200);
                wire.line();
                assertThat(wire.line()).startsWith("{\"row\":1,").endsWith("\"replayed\":" + replayed + "}");
                assertThat(wire.line()).startsWith("{\"row\":2,").endsWith("\"replayed\":" + replayed + "}");
            }
        }
    }

    @Test
    void aFullHouseOfImportsSendsTheNextOneAwayAndACallerWhoLeavesMakesRoom() throws Exception {
        var open = new ArrayList<RawHttp>();
        for (int i = 0; i < RunningServer.TIGHT.imports(); i++) {
            open.add(
                    new RawHttp(running.uri).send(HEAD + "text/csv\nTransfer-Encoding: chunked\n\nd\nnumber,kind\n\n"));
        }
        var away = untilStatus(503);
        assertThat(away.header("Retry-After")).isNotEmpty();
        assertThat(away.body()).contains("/problems/busy");

        for (var wire : open) {
            wire.close();
        }
        untilStatus(200);
    }

    @Test
    void aFileThatHardlyComesLosesItsPlaceWhileOthersWait() throws Exception {
        var open = new ArrayList<RawHttp>();
        for (int i = 0; i < RunningServer.TIGHT.imports(); i++) {
            var wire =
                    new RawHttp(running.uri).send(HEAD + "text/csv\nTransfer-Encoding: chunked\n\nd\nnumber,kind\n\n");
            open.add(wire);
        }
        untilStatus(503);
        untilStatus(200);
        var told = new ArrayList<String>();
        for (var wire : open) {
            try (wire) {
                told.add(wire.answer().body());
            } catch (IOException e) {
                told.add("hung up, for it kept its place and sent nothing: one place was enough");
            }
        }
        assertThat(told).anyMatch(body -> body.contains("they came more slowly"));
    }

    @Test
    void aCallerWhoStopsReadingIsHungUpOnAndHisThreadIsFree() throws Exception {
        var row = "[]\n".repeat(5_000).getBytes(StandardCharsets.US_ASCII); // short to send, long to answer
        var open = new ArrayList<RawHttp>();
        var senders = new ArrayList<Thread>();
        for (int i = 0; i < RunningServer.TIGHT.imports(); i++) {
            var wire = new RawHttp(running.uri).send(HEAD + "application/x-ndjson\nTransfer-Encoding: chunked\n\n");
            open.add(wire);
            var sender = new Thread(() -> {
                try {
                    while (true) {
                        wire.send(Integer.toHexString(row.length) + "\n")
                                .sendBytes(row)
                                .send("\n");
                    }
                } catch (IOException e) {
                    // hung up on
                }
            });
            sender.start();
            senders.add(sender);
        }
        untilStatus(503);
        for (var sender : senders) {
            sender.join();
        }
        untilStatus(200);
        for (var wire : open) {
            wire.close();
        }
    }

    /** Sends a small file again and again until it is answered so. */
    private RawHttp.Answer untilStatus(int status) throws Exception {
        while (true) {
            try (var wire = new RawHttp(running.uri)) {
                var answer = wire.send(HEAD + "application/x-ndjson\nConnection: close\nContent-Length: 2\n\n{}")
                        .answer();
                if (answer.status() == status) {
                    return answer;
                }
            }
        }
    }
}
