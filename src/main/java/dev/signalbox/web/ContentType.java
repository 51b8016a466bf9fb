package dev.signalbox.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of body that are read. All text is UTF-8, said or unsaid; another charset is refused rather than misread. */
enum ContentType {
    JSON("application/json"),
    NDJSON("application/x-ndjson"),
    CSV("text/csv"),
    ZIP("application/zip");

    final String name;

    ContentType(String name) {
        this.name = name;
    }

    /** The type a {@code Content-Type} header names, or null when it is none of these or not in UTF-8. */
    static @Nullable ContentType of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.equals(JSON.name)) {
            return JSON;
        }
        String[] parts = header.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip().toLowerCase(Locale.ROOT);
            if (part.startsWith("charset=")) {
                String charset = part.substring("charset=".length()).replace("\"", "");
                if (!charset.equals("utf-8") && !charset.equals("utf8")) {
                    return null;
                }
            }
        }
        String name = parts[0].strip();
        for (var type : values()) {
            if (type.name.equalsIgnoreCase(name)) {
                return type;
            }
        }
        return null;
    }

    /** @throws Refusal when the body is of another type */
    static void require(HttpServerRequest request, ContentType expected) {
        String header = request.getHeader("Content-Type");
        if (of(header) != expected) {
            throw refusal(expected.name, header);
        }
    }

    static Refusal refusal(String expected, @Nullable String header) {
        String found = header == null ? "there is none" : "it is '" + Words.shown(header) + "'";
        return new Refusal(
                ProblemKind.UNSUPPORTED_TYPE, "Expected a Content-Type of " + expected + ", in UTF-8, but " + found);
    }
}
