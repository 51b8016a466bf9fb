package dev.signalbox.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects bodies that are read as a whole, within a size and a time. */
final class WholeBody {
    static final String BROKEN =
            "Expected the body in chunks, each after its length in hexadecimal digits, but one of them is broken";

    private final Connections connections;
    private final int most;
    private final Duration time;

    /**
     * @param most bytes, as they come and again when they are unpacked
     * @param time in which it must have arrived, or go on
     */
    WholeBody(Connections connections, int most, Duration time) {
        this.connections = connections;
        this.most = most;
        this.time = time;
    }

    /**
     * Calls one of the two on the request's event loop, or neither when the caller goes away. To be called before the
     * request's handler returns, or the beginning of the body is lost.
     */
    void read(HttpServerRequest request, Consumer<byte[]> then, Consumer<Refusal> refuse) {
        if (announced(request) > most) {
            refuse.accept(tooLarge());
            return;
        }
        try {
            boolean packed = ContentCoding.isGzip(request);
            new Collecting(request, packed ? body -> unpack(body, then, refuse) : then, refuse).start();
        } catch (Refusal e) {
            refuse.accept(e);
        }
    }

    private void unpack(byte[] packed, Consumer<byte[]> then, Consumer<Refusal> refuse) {
        byte[] body;
        try {
            body = Gunzip.all(packed, most);
        } catch (Refusal e) {
            refuse.accept(e);
            return;
        }
        then.accept(body);
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private Refusal tooLarge() {
        return new Refusal(ProblemKind.TOO_LARGE, "Expected a body of at most " + most + " bytes, but it is larger");
    }

    private final class Collecting {
        private final HttpServerRequest request;
        private final Consumer<byte[]> then;
        private final Consumer<Refusal> refuse;
        private @Nullable Buffer first;
        private @Nullable Buffer all;
        private boolean over;

        Collecting(HttpServerRequest request, Consumer<byte[]> then, Consumer<Refusal> refuse) {
            this.request = request;
            this.then = then;
            this.refuse = refuse;
        }

        void start() {
            connections.awaitBody(request, this::late);
            request.exceptionHandler(ignored -> over = true);
            request.handler(this::chunk);
            request.endHandler(ignored -> whole());
        }

        private void chunk(Buffer chunk) {
            if (over) {
                return;
            }
            connections.bodyGrows(request, chunk.length());
            if (first == null) {
                first = chunk; // nearly always the only one
            } else {
                if (all == null) {
                    all = Buffer.buffer(first.length() * 2).appendBuffer(first);
                }
                all.appendBuffer(chunk);
            }
            if ((all == null ? first : all).length() > most) {
                refuse(tooLarge());
            }
        }

        private void whole() {
            if (over) {
                return;
            }
            if (connections.isBroken(request)) {
                Replies.closeAfter(request);
                refuse(new Refusal(ProblemKind.MALFORMED_REQUEST, BROKEN));
                return;
            }
            over = true;
            connections.bodyArrived(request);
            var body = all == null ? first : all;
            then.accept(body == null ? new byte[0] : body.getBytes());
        }

        private void late() {
            if (!over) {
                refuse(new Refusal(
                        ProblemKind.SLOW_REQUEST,
                        "Expected the body to go on within " + time.toMillis() + " milliseconds, but it hardly did"));
            }
        }

        private void refuse(Refusal refusal) {
            over = true;
            first = null;
            all = null;
            connections.bodyArrived(request);
            refuse.accept(refusal);
        }
    }
}
