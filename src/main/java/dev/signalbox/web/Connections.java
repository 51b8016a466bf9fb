package dev.signalbox.web;

import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The open connections, and how long each may keep the server waiting. Vert.x itself only knows a time without any byte at
 * all, which a caller who sends one byte now and then never exceeds, and which ends a connection that waits for the server.
 */
final class Connections {
    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** Bytes of a body. Whoever sends more slowly than that holds a place for nothing. */
    private static final long LEAST_A_SECOND = 16 * 1024;

    private final Limits limits;
    private final Map<HttpConnection, Visit> visits = new ConcurrentHashMap<>();

    Connections(Vertx vertx, Limits limits) {
        this.limits = limits;
        vertx.setPeriodic(Math.min(LOOK_EVERY_MILLIS, limits.head().toMillis()), ignored -> look());
    }

    /** To be called on the connection's event loop. */
    void opened(HttpConnection connection) {
        if (visits.size() >= limits.connections()) {
            connection.close();
            return;
        }
        var pipeline = ((ConnectionBase) connection).channelHandlerContext().pipeline();
        var visit = new Visit(Objects.requireNonNull(Vertx.currentContext()), pipeline.get(IdleStateHandler.class));
        pipeline.addAfter("httpDecoder", "headGuard", new HeadGuard(() -> visit.brokenBody = true));
        visits.put(connection, visit);
        connection.closeHandler(ignored -> visits.remove(connection));
    }

    /** A request's head is complete. */
    void begins(HttpServerRequest request) {
        var visit = visits.get(request.connection());
        if (visit != null) {
            visit.late = null;
            visit.request = request;
        }
    }

    /** A request's body is awaited as a whole; {@code late} runs on its event loop when it takes too long. */
    void awaitBody(HttpServerRequest request, Runnable late) {
        var visit = visits.get(request.connection());
        if (visit != null) {
            visit.bodySince = System.nanoTime();
            visit.bodyBytes.set(0);
            visit.late = late;
        }
    }

    /** Some of an awaited body has come. */
    void bodyGrows(HttpServerRequest request, int bytes) {
        var visit = visits.get(request.connection());
        if (visit != null) {
            visit.bodyBytes.addAndGet(bytes);
        }
    }

    /** The caller of a body in parts is made to wait, or no more. */
    void holdsBack(HttpServerRequest request, boolean paused) {
        var visit = visits.get(request.connection());
        if (visit != null) {
            visit.paused = paused;
        }
    }

    /** Whether the body that seemed to end was broken off, because its chunks cannot be read. */
    boolean isBroken(HttpServerRequest request) {
        var visit = visits.get(request.connection());
        return visit != null && visit.brokenBody;
    }

    void bodyArrived(HttpServerRequest request) {
        var visit = visits.get(request.connection());
        if (visit != null) {
            visit.late = null;
        }
    }

    int open() {
        return visits.size();
    }

    private void look() {
        long now = System.nanoTime();
        visits.forEach((connection, visit) -> {
            var request = visit.request;
            if (request == null || request.response().ended()) {
                if (isOver(limits.head(), visit.quietSince, now)) {
                    connection.close();
                }
                return;
            }
            visit.quietSince = now;
            var late = visit.late;
            if (late == null) {
                visit.loop.runOnContext(ignored -> visit.stayWhileAnswerIsDue(request));
            } else if (isOver(limits.wholeBody().plus(worth(visit.bodyBytes.get())), visit.bodySince, now)) {
                visit.late = null;
                visit.loop.runOnContext(ignored -> late.run());
            }
        });
    }

    private static Duration worth(long bytes) {
        return Duration.ofMillis(bytes * 1_000 / LEAST_A_SECOND);
    }

    private static boolean isOver(Duration limit, long since, long now) {
        return now - since > limit.toNanos();
    }

    /** One connection: the request that is being answered on it, and since when what is waited for. */
    private static final class Visit {
        final Context loop;
        private final @Nullable IdleStateHandler idle;
        volatile @Nullable HttpServerRequest request;
        volatile @Nullable Runnable late;
        volatile long bodySince;
        final AtomicLong bodyBytes = new AtomicLong();
        volatile boolean paused;
        volatile boolean brokenBody;
        /** Read and written by {@link #look} alone. */
        long quietSince = System.nanoTime();

        Visit(Context loop, @Nullable IdleStateHandler idle) {
            this.loop = loop;
            this.idle = idle;
        }

        /** Nothing is to be sent while the server works: the connection is not idle then, it waits. */
        void stayWhileAnswerIsDue(HttpServerRequest due) {
            var response = due.response();
            if (idle != null && (due.isEnded() || paused) && !response.ended() && !response.writeQueueFull()) {
                idle.resetReadTimeout();
            }
        }
    }
}
