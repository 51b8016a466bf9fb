package dev.signalbox.bench;

import dev.signalbox.ServerProcess;
import dev.signalbox.bench.Figure.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A server with half a gigabyte of heap and a million items in its file: what each of its calls takes then. */
final class Million implements Measurement {
    private static final int ITEMS = 1_000_000;
    private static final int CALLS = 50;
    private static final List<String> READS = List.of(
            "/v1/items?process=property-claims&limit=50",
            "/v1/items?process=property-claims&status=AWAITING_REVIEW&route=PARTIAL&limit=50",
            "/v1/queues/property-claims/examiners/tasks",
            "/v1/queues",
            "/v1/conservation",
            "/");

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public String name() {
        return "million";
    }

    @Override
    public List<Figure> run(Place place) throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        try (var server = place.server("million", "process", "-Xmx512m")) {
            double rows = place.importInto(server.baseUri(), place.claims, 0, ITEMS);
            figures.add(Figure.told(name(), "rows/s, a million into one file, -Xmx512m", rows));
            figures.add(Figure.told(name(), "MB resident after it", Footprint.resident(server.pid())));
        }
        try (var server = place.server("million", "process", "-Xmx512m")) {
            double start = server.startup().toMillis() / 1e3;
            figures.add(Figure.of(name(), "s to start with a million items", start, Target.atMost(6)));
            figures.addAll(calls(server, place.claims.bodies(ITEMS)));
            figures.add(Figure.told(name(), "MB resident after these calls", Footprint.resident(server.pid())));
        }
        return figures;
    }

    private List<Figure> calls(ServerProcess server, Claims.Bodies bodies) throws IOException, InterruptedException {
        var base = server.baseUri();
        var figures = new ArrayList<Figure>();
        figures.add(call("POST an item", () -> post(base, Claims.ITEMS, bodies.next())));
        figures.add(call("POST next", () -> post(base, "/v1/queues/property-claims/examiners/next", new byte[0])));
        for (var path : READS) {
            figures.add(call(
                    "GET " + path,
                    () -> HttpRequest.newBuilder(base.resolve(path))
                            .header("Accept", "*/*")
                            .build()));
        }
        return figures;
    }

    private static HttpRequest post(URI base, String path, byte[] body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .header("Signalbox-Actor", "bench")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private Figure call(String what, Supplier<HttpRequest> request) throws IOException, InterruptedException {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            int status = http.send(request.get(), BodyHandlers.ofByteArray()).statusCode();
            millis.add((System.nanoTime() - start) / 1e6);
            if (status >= 400) {
                throw new IOException("Expected " + what + " to be answered, but the status is " + status);
            }
        }
        return Figure.told(name(), "ms, median of " + CALLS + ": " + what, Median.of(millis));
    }
}
