package dev.signalbox.web;

import dev.signalbox.item.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, ready to send. The body is not copied and must not be changed. */
@SuppressWarnings("ArrayRecordComponent") // made once, sent once
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final String HTML = "text/html; charset=utf-8";
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("X-Content-Type-Options");
    static final Reply NO_CONTENT = new Reply(204, "", new byte[0]);

    Reply(int status, String type, byte[] body) {
        this(status, type, body, Map.of());
    }

    public static Reply json(Object value) {
        return new Reply(200, JSON, Json.bytes(value));
    }

    public static Reply text(String type, String text) {
        return new Reply(200, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, said in other words. */
    Reply as(String otherType, String text) {
        return new Reply(status, otherType, text.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, more);
    }

    /** What strangers sent may be in it: no browser guesses another type, and no cache keeps it where nobody says so. */
    static void guarded(MultiMap headers) {
        headers.set(NO_SNIFF, "nosniff").set(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** On the request's event loop. Does nothing when the answer was begun or the caller is gone. */
    void send(HttpServerResponse response) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        guarded(response.headers());
        headers.forEach(response::putHeader);
        if (!type.isEmpty()) {
            response.putHeader("Content-Type", type);
        }
        if (body.length == 0) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }
}
