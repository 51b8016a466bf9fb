package dev.signalbox.web;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Makes what is sent to browsers smaller. */
final class Gzip {
    /** Below it, there is nothing to win. */
    private static final int WORTH = 1_000;

    private static final Pattern TAKES =
            Pattern.compile("(^|.*,)\\s*(gzip|\\*)\\s*(;\\s*q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?\\s*(,.*|$)");

    private Gzip() {}

    static boolean isTaken(HttpServerRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null && TAKES.matcher(accepted).matches();
    }

    /** The reply as this caller takes it. */
    static Reply reply(HttpServerRequest request, Reply reply) {
        var varies = reply.with("Vary", "Accept-Encoding");
        return reply.body().length < WORTH || !isTaken(request) ? varies : zipped(varies, bytes(reply.body()));
    }

    /** The reply with a body that is smaller already. */
    static Reply zipped(Reply reply, byte[] bytes) {
        return new Reply(reply.status(), reply.type(), bytes, reply.headers()).with("Content-Encoding", "gzip");
    }

    static byte[] bytes(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 4);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
