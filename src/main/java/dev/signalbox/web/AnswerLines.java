package dev.signalbox.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Lines written by a thread that blocks, as a response that is sent while they come. The head goes out with the first
 * line. Lines gather while the event loop is busy, and the thread waits when many are unsent.
 */
final class AnswerLines {
    private static final int FIRST = 16 * 1024;

    private final HttpServerResponse response;
    private final Context context;
    private final int most;
    private Buffer unsent = Buffer.buffer(FIRST);
    private boolean begun;
    private boolean scheduled;
    private boolean ended;
    private boolean gone;

    /**
     * To be made on the request's event loop.
     *
     * @param most bytes that may be unsent before the writer waits
     * @param gone is told when the caller goes away
     */
    AnswerLines(HttpServerRequest request, int most, Consumer<IOException> gone) {
        this.most = most;
        response = request.response();
        context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        response.exceptionHandler(e -> leave(gone));
        response.closeHandler(ignored -> leave(gone));
        response.drainHandler(ignored -> send());
    }

    /** @throws CallerGone when nobody is there to read it */
    synchronized void write(byte[] lines) {
        while (unsent.length() >= most && !gone) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallerGone();
            }
        }
        if (gone) {
            throw new CallerGone();
        }
        begun = true;
        unsent.appendBytes(lines);
        schedule();
    }

    /** Whether the first line was written, so that it is too late for another answer. */
    synchronized boolean hasBegun() {
        return begun;
    }

    synchronized boolean callerIsGone() {
        return gone;
    }

    synchronized void end() {
        endWith(new byte[0]);
    }

    /** Never blocks, so that an event loop may call it. */
    synchronized void endWith(byte[] lastLine) {
        unsent.appendBytes(lastLine);
        ended = true;
        schedule();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            context.runOnContext(ignored -> send());
        }
    }

    private void send() {
        Buffer lines;
        boolean last;
        synchronized (this) {
            scheduled = false;
            if (gone || response.ended() || (response.writeQueueFull() && !ended)) {
                return; // the drain handler comes back here
            }
            lines = unsent;
            unsent = Buffer.buffer(FIRST);
            last = ended;
            notifyAll();
        }
        if (!response.headWritten()) {
            Reply.guarded(response.headers());
            response.setStatusCode(200).setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        }
        if (last) {
            response.end(lines);
        } else if (lines.length() > 0) {
            response.write(lines);
        }
    }

    private void leave(Consumer<IOException> tell) {
        synchronized (this) {
            gone = true;
            notifyAll();
        }
        tell.accept(new IOException("the caller is gone"));
    }

    /** Ends the thread that writes for nobody. */
    static final class CallerGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallerGone() {
            super("the caller is gone", null, false, false);
        }
    }
}
