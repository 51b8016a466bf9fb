package dev.signalbox.web;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of the class path as it is served, with a tag that changes when the bytes do. */
@SuppressWarnings("ArrayRecordComponent") // made once, sent often
record Asset(String type, byte[] bytes, byte[] zipped, String tag) {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "yaml", "application/yaml",
            "json", "application/schema+json",
            "txt", "text/plain; charset=utf-8");

    /** The resource, or null when there is none or it is of no type that is served. */
    static @Nullable Asset load(String resource) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        if (type == null) {
            return null;
        }
        try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : of(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Asset of(String type, byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(
                    type, bytes, Gzip.bytes(bytes), '"' + HexFormat.of().formatHex(digest, 0, 16) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /**
     * The file, or 304 when the caller has it already.
     *
     * @param forGood whether the address is that of these bytes and of no others
     */
    Reply reply(HttpServerRequest request, boolean forGood) {
        String known = request.getHeader("If-None-Match");
        boolean same = known != null && (known.contains(tag) || known.equals("*"));
        var reply = new Reply(same ? 304 : 200, same ? "" : type, same ? new byte[0] : bytes)
                .with("ETag", tag)
                .with("Vary", "Accept-Encoding")
                // Else keep it, but ask whether it is still the same.
                .with("Cache-Control", forGood ? "public, max-age=31536000, immutable" : "no-cache")
                .with("X-Content-Type-Options", "nosniff");
        boolean smaller = !same && zipped.length < bytes.length && Gzip.isTaken(request);
        return smaller ? Gzip.zipped(reply, zipped) : reply;
    }
}
