package dev.signalbox.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open connections, and how long each may keep the server waiting. Vert.x itself only knows a time without any byte at
 * all, which a caller who sends one byte now and then never exceeds.
 */
final class Connections {
    private static final long LOOK_EVERY_MILLIS = 1_000;

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
        visits.put(connection, new Visit(Objects.requireNonNull(Vertx.currentContext())));
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
            visit.late = late;
        }
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
            if (late != null && isOver(limits.wholeBody(), visit.bodySince, now)) {
                visit.late = null;
                visit.loop.runOnContext(ignored -> late.run());
            }
        });
    }

    private static boolean isOver(Duration limit, long since, long now) {
        return now - since > limit.toNanos();
    }

    /** One connection: the request that is being answered on it, and since when what is waited for. */
    private static final class Visit {
        final Context loop;
        volatile @Nullable HttpServerRequest request;
        volatile @Nullable Runnable late;
        volatile long bodySince;
        /** Read and written by {@link #look} alone. */
        long quietSince = System.nanoTime();

        Visit(Context loop) {
            this.loop = loop;
        }
    }
}
