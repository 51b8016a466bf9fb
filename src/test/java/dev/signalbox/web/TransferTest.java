package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.Tickets;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What travels to a browser, and what does not travel twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferTest {
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
    private static final String QUEUE = "/queues/tickets/people";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RunningServer running;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        running = new RunningServer(folder, Limits.STANDARD);
        new Client(running.uri).post(Tickets.ITEMS, "test", Tickets.json("1", "odd"));
    }

    @AfterAll
    void stop() throws Exception {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "'gzip, deflate, br', true",
        "'br;q=1.0, gzip;q=0.5', true",
        "*, true",
        "'', false",
        "identity, false",
        "gzip;q=0, false",
        "gzip;q=0.0, false",
        "xgzip, false"
    })
    void aPageIsCompressedForWhoTakesIt(String accepted, boolean zipped) throws Exception {
        var page = get("/", "Accept-Encoding", accepted);
        assertThat(page.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(page.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(zipped);
        assertThat(text(page)).contains("</html>");
        if (zipped) {
            assertThat(page.body().length).isLessThan(text(page).length() / 2);
        }
    }

    @Test
    void eachFileOfAPageIsKeptForGoodUnderANameThatChangesWithIt() throws Exception {
        var names = Stream.of("/", "/docs", QUEUE, "/items")
                .flatMap(path -> ASSET.matcher(text(get(path))).results().map(match -> match.group(1)))
                .distinct()
                .toList();
        assertThat(names).hasSizeGreaterThan(6).allMatch(name -> name.matches(".*-[0-9a-f]{16}\\.[a-z.]+"));
        for (var name : names) {
            var file = get(name, "Accept-Encoding", "gzip");
            assertThat(file.statusCode()).as(name).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(file.headers().firstValue("Content-Encoding").isPresent() || name.endsWith(".svg"))
                    .as(name)
                    .isTrue();
            assertThat(text(file)).as(name).isEqualTo(text(get(name)));
        }
    }

    @Test
    void aFileOfAnotherVersionIsServedAsItIsNowButNotKept() throws Exception {
        for (var name : List.of("/assets/signalbox.css", "/assets/signalbox-0000000000000000.css")) {
            var file = get(name);
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-cache");
            var tag = file.headers().firstValue("ETag").orElseThrow();
            assertThat(get(name, "If-None-Match", tag).statusCode()).isEqualTo(304);
        }
        assertThat(get("/assets/nothing-0000000000000000.css").statusCode()).isEqualTo(404);
    }

    @Test
    void aListIsNotSentAgainWhileNothingInItChanges() throws Exception {
        for (var list : List.of("/", QUEUE)) {
            var first = get(list);
            var tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(text(first))
                    .contains(first.headers().firstValue("Signalbox-As-Of").orElseThrow());
            var again = get(list, "If-None-Match", tag);
            while (again.statusCode() == 200) {
                // A minute of what is shown has passed; its clock alone never matters.
                tag = again.headers().firstValue("ETag").orElseThrow();
                again = get(list, "If-None-Match", tag);
            }
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("Signalbox-As-Of")).isPresent();
            assertThat(get(list, "If-None-Match", tag, "Cookie", Actor.COOKIE + "=Anna")
                            .statusCode())
                    .as("another reader's page is another")
                    .isEqualTo(200);
        }
        var tag = get(QUEUE).headers().firstValue("ETag").orElseThrow();
        new Client(running.uri).post(Tickets.ITEMS, "test", Tickets.json("2", "odd"));
        assertThat(get(QUEUE, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(running.uri.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        try (var in = new ByteArrayInputStream(answer.body());
                var plain =
                        answer.headers().firstValue("Content-Encoding").isPresent() ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
