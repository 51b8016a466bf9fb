package dev.signalbox.web;

import dev.signalbox.decision.LiveProcess;
import dev.signalbox.intake.FileFormat;
import dev.signalbox.intake.FileImport;
import dev.signalbox.item.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Files of rows: the request is read and the answer written while rows are decided, on a thread for each file. */
final class Imports {
    private final FileImport files;
    private final Connections connections;
    private final Workers threads;
    private final Replies replies;
    private final Limits limits;

    Imports(FileImport files, Connections connections, Workers threads, Replies replies, Limits limits) {
        this.limits = limits;
        this.files = files;
        this.connections = connections;
        this.threads = threads;
        this.replies = replies;
    }

    /**
     * To be called before the request's handler returns.
     *
     * @param key what the caller calls the file, or null to go by the process's key fields
     */
    void run(HttpServerRequest request, LiveProcess process, ContentType type, @Nullable String key, String actor) {
        boolean packed = ContentCoding.isGzip(request);
        var loop = Objects.requireNonNull(Vertx.currentContext());
        var rows = new RequestPipe(request, connections, limits.wholeBody(), threads::allTaken);
        var lines = new AnswerLines(request, limits.unread(), rows::fail);
        var format = type == ContentType.CSV ? FileFormat.CSV : FileFormat.NDJSON;
        threads.run(loop, () -> {
                    try (var in = packed ? new Gunzip(rows) : rows) {
                        var skipped = files.run(
                                process,
                                format,
                                in,
                                key,
                                actor,
                                answers -> lines.write(RowLines.of(answers, request.path())));
                        if (!skipped.isEmpty()) {
                            lines.write(RowLines.skipped(skipped));
                        }
                    }
                    return true;
                })
                .onComplete(result -> {
                    if (result.succeeded()) {
                        lines.end();
                    } else {
                        failed(request, rows, lines, result.cause());
                    }
                });
    }

    private void failed(HttpServerRequest request, RequestPipe rows, AnswerLines lines, Throwable cause) {
        rows.close();
        if (lines.callerIsGone() || rows.isBroken()) {
            request.connection().close();
            return;
        }
        if (lines.hasBegun()) {
            var problem = Problems.of(cause).at(request.path());
            lines.endWith(Json.bytes(Map.of("error", problem.document())));
        } else {
            replies.fail(request, cause);
        }
    }
}
