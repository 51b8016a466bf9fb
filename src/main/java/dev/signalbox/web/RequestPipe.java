package dev.signalbox.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a stream for a thread that blocks. Holds a bounded part of it: when that is full the request is
 * paused, and with it the caller.
 */
final class RequestPipe extends InputStream {
    private static final int FULL = 512 * 1024;
    private static final int LEAST_A_SECOND = 1024;
    private static final long LOOK_MILLIS = 250;

    private final HttpServerRequest request;
    private final Connections connections;
    private final Context context;
    private final Duration patience;
    private final BooleanSupplier wanted;
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int held;
    private boolean paused;
    private boolean ended;
    private boolean malformed;
    private @Nullable IOException broken;
    private boolean closed;
    private int at;
    private long waitedNanos;
    private long cameMeanwhile;

    /**
     * To be made before the request's handler returns, or the beginning of the body is lost.
     *
     * @param patience how long a caller may be waited for who sends next to nothing
     * @param connections where the request came in
     * @param wanted whether others wait for the thread that reads: otherwise there is no hurry
     */
    RequestPipe(HttpServerRequest request, Connections connections, Duration patience, BooleanSupplier wanted) {
        this.request = request;
        this.connections = connections;
        this.patience = patience;
        this.wanted = wanted;
        context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        request.exceptionHandler(e -> fail(new IOException("the caller is gone", e)));
        request.endHandler(ignored -> end());
        request.handler(this::offer);
    }

    private synchronized void offer(Buffer chunk) {
        if (chunk.length() == 0 || broken != null || closed) {
            return;
        }
        chunks.add(chunk.getBytes());
        held += chunk.length();
        cameMeanwhile += chunk.length();
        if (held >= FULL && !paused) {
            paused = true;
            connections.holdsBack(request, true);
            request.pause();
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        if (connections.isBroken(request)) {
            malformed = true;
            Replies.closeAfter(request);
        }
        notifyAll();
    }

    /** Ends the reading, now or later, with this. */
    synchronized void fail(IOException why) {
        if (broken == null && !ended && !closed) {
            broken = why;
            chunks.clear();
            held = 0;
            notifyAll();
        }
    }

    /** Whether it ended before its end, through no doing of the reader. */
    synchronized boolean isBroken() {
        return broken != null;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        byte[] chunk = head();
        if (chunk == null) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, count);
        at += count;
        if (at == chunk.length) {
            chunks.remove();
            at = 0;
            held -= chunk.length;
            resumeWhenRoomy();
        }
        return count;
    }

    @Override
    public synchronized int available() {
        return held - at;
    }

    /** What is not read any more is thrown away as it comes, so that the caller gets to the answer. */
    @Override
    public synchronized void close() {
        closed = true;
        chunks.clear();
        held = 0;
        resumeWhenRoomy();
    }

    private byte @Nullable [] head() throws IOException {
        while (chunks.isEmpty() && !ended && broken == null && !closed) {
            long since = System.nanoTime();
            try {
                wait(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the server stops");
            }
            waited(System.nanoTime() - since);
        }
        if (broken != null) {
            throw broken;
        }
        if (closed) {
            throw new IOException("Expected an open stream, but it is closed");
        }
        if (malformed && chunks.isEmpty()) {
            throw new Refusal(ProblemKind.MALFORMED_REQUEST, WholeBody.BROKEN);
        }
        return chunks.peek();
    }

    private void waited(long nanos) {
        waitedNanos += nanos;
        if (waitedNanos > patience.toNanos()) {
            boolean slow = cameMeanwhile < LEAST_A_SECOND * patience.toMillis() / 1_000;
            waitedNanos = 0;
            cameMeanwhile = 0;
            if (slow && wanted.getAsBoolean()) {
                throw new Refusal(
                        ProblemKind.BUSY,
                        "Expected " + LEAST_A_SECOND + " bytes of the file a second while all places to read files are"
                                + " taken, but they came more slowly: what was answered is stored, the rest is not");
            }
        }
    }

    private void resumeWhenRoomy() {
        if (paused && held <= FULL / 2) {
            paused = false;
            connections.holdsBack(request, false);
            context.runOnContext(ignored -> request.resume());
        }
    }
}
