package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A caller of the API, for tests: JSON in and out, any status. */
public final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    public Client(URI server) {
        this.server = server;
    }

    /** An answer; the body is a missing node when there was none. */
    public record Reply(int status, JsonNode body, boolean replayed, HttpHeaders headers) {}

    public Reply get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path)).GET());
    }

    /** Posts JSON as the person named, which matters to tasks only. */
    public Reply post(String path, String actor, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .header("Signalbox-Actor", actor)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Posts JSON under an {@code Idempotency-Key}. */
    public Reply postOnce(String path, String key, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        var replayed = answer.headers().firstValue("Idempotency-Replayed").isPresent();
        return new Reply(answer.statusCode(), JSON.readTree(answer.body()), replayed, answer.headers());
    }
}
