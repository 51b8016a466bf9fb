package dev.signalbox.web;

import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.intake.Intake;
import dev.signalbox.intake.Receipt;
import dev.signalbox.intake.Submission;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/processes/{process}/items}, the one address that must be as fast as the machine allows: it goes round the
 * router, and keeps to the event loop but for the intake's own threads.
 */
final class PostItems {
    static final String PATH = "/v1/processes/{process}/items";
    private static final String BEFORE = "/v1/processes/";
    private static final String BEHIND = "/items";
    private static final int LONGEST_KEY = 200;
    private static final CharSequence TYPE = HttpHeaders.createOptimized("application/json");
    private static final CharSequence LOCATION = HttpHeaders.createOptimized("Location");
    private static final CharSequence REPLAYED = HttpHeaders.createOptimized("Idempotency-Replayed");
    private static final CharSequence KEY = HttpHeaders.createOptimized("Idempotency-Key");

    private final Processes processes;
    private final Intake intake;
    private final Imports imports;
    private final WholeBody bodies;
    private final Replies replies;
    private final Meters meters;

    PostItems(Processes processes, Intake intake, Imports imports, WholeBody bodies, Replies replies, Meters meters) {
        this.processes = processes;
        this.intake = intake;
        this.imports = imports;
        this.bodies = bodies;
        this.replies = replies;
        this.meters = meters;
    }

    /** @param path as {@link Address} spells it */
    static boolean matches(HttpServerRequest request, String path) {
        if (!request.method().equals(HttpMethod.POST)) {
            return false;
        }
        return path.startsWith(BEFORE)
                && path.endsWith(BEHIND)
                && path.indexOf('/', BEFORE.length()) == path.length() - BEHIND.length();
    }

    void handle(HttpServerRequest request, String path) {
        long start = System.nanoTime();
        try {
            Endpoints.requireNoParameters(request);
            String name = path.substring(BEFORE.length(), path.length() - BEHIND.length());
            var process = processes.find(name).orElseThrow(() -> ProcessesApi.unknown(name));
            String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
            var read = ContentType.of(type);
            if (read == null) {
                throw ContentType.refusal("application/json, application/x-ndjson or text/csv", type);
            }
            var said = Actor.of(request);
            String actor = said == null ? Actor.ANONYMOUS : said;
            String key = key(request);
            if (read == ContentType.JSON) {
                bodies.read(
                        request,
                        body -> submit(request, process, body, key, actor, start),
                        refusal -> fail(request, refusal, start));
            } else {
                request.response()
                        .endHandler(ignored ->
                                meters.request("POST", PATH, request.response().getStatusCode(), start));
                imports.run(request, process, read, key, actor);
            }
        } catch (RuntimeException e) {
            fail(request, e, start);
        }
    }

    private void submit(
            HttpServerRequest request,
            LiveProcess process,
            byte[] body,
            @Nullable String key,
            String actor,
            long start) {
        var loop = Objects.requireNonNull(Vertx.currentContext());
        var unused = intake.submit(process, new Submission(body, key, actor))
                .whenComplete((receipt, failure) -> loop.runOnContext(ignored -> {
                    if (failure != null) {
                        fail(request, failure, start);
                    } else {
                        answer(request, receipt, start);
                    }
                }));
    }

    private void answer(HttpServerRequest request, Receipt receipt, long start) {
        if (receipt instanceof Receipt.Accepted accepted) {
            accepted(request, accepted);
            meters.request("POST", PATH, request.response().getStatusCode(), start);
        } else if (receipt instanceof Receipt.KeyReused reused) {
            fail(request, new Refusal(ProblemKind.KEY_REUSED, reused.message()), start);
        } else if (receipt instanceof Receipt.Malformed malformed) {
            fail(request, new Refusal(ProblemKind.MALFORMED_BODY, malformed.message()), start);
        }
    }

    private static void accepted(HttpServerRequest request, Receipt.Accepted accepted) {
        var response = request.response();
        if (response.closed()) {
            return;
        }
        var headers = response.headers();
        Reply.guarded(headers);
        headers.set(HttpHeaders.CONTENT_TYPE, TYPE);
        headers.set(LOCATION, "/v1/items/" + accepted.id());
        if (accepted.replayed()) {
            headers.set(REPLAYED, "true");
        } else {
            response.setStatusCode(201);
        }
        response.end(Buffer.buffer(accepted.json().get()));
    }

    private void fail(HttpServerRequest request, Throwable failure, long start) {
        replies.fail(request, failure);
        meters.request("POST", PATH, request.response().getStatusCode(), start);
    }

    private static @Nullable String key(HttpServerRequest request) {
        String key = request.getHeader(KEY);
        if (key != null
                && (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > 31 && c < 127))) {
            throw Refusal.parameter("Expected an Idempotency-Key of 1 to " + LONGEST_KEY
                    + " printable ASCII characters, but was '" + Words.shown(key) + "'");
        }
        return key;
    }
}
