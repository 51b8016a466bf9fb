package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.item.Json;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Posts sample files, as any integrator would, and shows the route mix as the answers come. */
final class Feed {
    private final String address;
    private final PrintWriter out;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Feed(String address, PrintWriter out) {
        this.address = address;
        this.out = out;
    }

    void send(String process, Path file) throws IOException, InterruptedException {
        var sent = new AtomicLong();
        var request = HttpRequest.newBuilder(URI.create(address + "/v1/processes/" + process + "/items"))
                .header("Content-Type", file.toString().endsWith(".csv") ? "text/csv" : "application/x-ndjson")
                .header("Signalbox-Actor", "demo")
                .POST(BodyPublishers.ofInputStream(() -> counted(file, sent)))
                .build();
        var mix = new RouteMix(process);
        long size = Files.size(file);
        var answer = client.send(request, BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
                var bar = bar(process, size)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(
                            "Expected 200 for " + file + ", but was " + answer.statusCode() + ": " + line);
                }
                mix.count(Json.read(line, JsonNode.class));
                if (bar != null) {
                    bar.stepTo(Math.min(sent.get(), size)).setExtraMessage(mix.percentages());
                } else if (mix.isMilestone()) {
                    show(mix);
                }
            }
        }
        show(mix);
    }

    private void show(RouteMix mix) {
        out.println(mix);
        out.flush();
    }

    // Only on a terminal: in a log, a bar that redraws itself is noise.
    private static @Nullable ProgressBar bar(String process, long size) {
        return !isTerminal()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(process)
                        .setInitialMax(size)
                        .setUnit(" KiB", 1024)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(100)
                        .build();
    }

    @SuppressWarnings("SystemConsoleNull") // the property makes it null again where there is no terminal, as before 22
    static boolean isTerminal() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    private static InputStream counted(Path file, AtomicLong sent) {
        try {
            return new FilterInputStream(Files.newInputStream(file)) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = super.read(buffer, offset, length);
                    sent.addAndGet(Math.max(read, 0));
                    return read;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
