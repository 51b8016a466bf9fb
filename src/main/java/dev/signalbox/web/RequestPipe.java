package dev.signalbox.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a stream for a thread that blocks. Holds a bounded part of it: when that is full the request is
 * paused, and with it the caller.
 */
final class RequestPipe extends InputStream {
    private static final int FULL = 512 * 1024;

    private final HttpServerRequest request;
    private final Context context;
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int held;
    private boolean paused;
    private boolean ended;
    private @Nullable IOException broken;
    private boolean closed;
    private int at;

    /** To be made before the request's handler returns, or the beginning of the body is lost. */
    RequestPipe(HttpServerRequest request) {
        this.request = request;
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
        if (held >= FULL && !paused) {
            paused = true;
            request.pause();
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
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
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the server stops");
            }
        }
        if (broken != null) {
            throw broken;
        }
        if (closed) {
            throw new IOException("Expected an open stream, but it is closed");
        }
        return chunks.peek();
    }

    private void resumeWhenRoomy() {
        if (paused && held <= FULL / 2) {
            paused = false;
            context.runOnContext(ignored -> request.resume());
        }
    }
}
