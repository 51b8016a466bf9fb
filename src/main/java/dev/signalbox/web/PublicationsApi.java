package dev.signalbox.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.signalbox.decision.Processes;
import dev.signalbox.process.PackRefused;
import dev.signalbox.publishing.Publication;
import dev.signalbox.publishing.Publishing;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Publishing packs, and what was published. */
final class PublicationsApi {
    private static final String PATH = "/v1/processes/{process}/publications";
    private static final String RETRY_SECONDS = "1";

    private final Processes processes;
    private final Publishing publishing;
    private final PublicationAttempts attempts;
    private final Duration early;

    /** @param early how long a caller waits for the end of publishing before being told where to look */
    PublicationsApi(Processes processes, Publishing publishing, Workers compilers, Duration early) {
        this.processes = processes;
        this.publishing = publishing;
        this.attempts = new PublicationAttempts(publishing, compilers);
        this.early = early;
    }

    void mount(Endpoints endpoints, WholeBody packs) {
        endpoints.get(PATH, context -> Reply.json(all(context)));
        endpoints.postLater(PATH, packs, this::publish);
        endpoints.get(PATH + "/{version}", this::state);
    }

    private List<Publication> all(RoutingContext context) {
        String process = context.pathParam("process");
        var all = publishing.of(process);
        if (all.isEmpty() && processes.find(process).isEmpty()) {
            throw ProcessesApi.unknown(process);
        }
        return all;
    }

    private CompletionStage<Reply> publish(RoutingContext context, byte[] body) {
        ContentType.require(context.request(), ContentType.ZIP);
        String actor = Actor.required(context.request());
        String process = context.pathParam("process");
        PublicationAttempts.Attempt attempt;
        try {
            attempt = attempts.begin(process, body, actor);
        } catch (PackRefused e) {
            return CompletableFuture.failedFuture(e);
        }
        var state = new State(process, attempt.version(), Standing.WORKING, null, null);
        var place = "/v1/processes/" + process + "/publications/" + attempt.version();
        var working = Reply.json(state);
        return attempt.end()
                .thenApply(Reply::json)
                .completeOnTimeout(
                        new Reply(202, working.type(), working.body())
                                .with("Location", place)
                                .with("Retry-After", RETRY_SECONDS),
                        early.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** How far a version is, on this node: whoever was told to look finds it here. */
    private Reply state(RoutingContext context) {
        String process = context.pathParam("process");
        String version = context.pathParam("version");
        var attempt = attempts.find(process, version).map(PublicationAttempts.Attempt::end);
        if (attempt.isPresent() && !attempt.get().isDone()) {
            return Reply.json(new State(process, version, Standing.WORKING, null, null))
                    .with("Retry-After", RETRY_SECONDS);
        }
        var all = publishing.of(process);
        var published = all.stream()
                .filter(one -> one.version().equals(version)
                        || Integer.toString(one.number()).equals(version))
                .findFirst();
        boolean live = published.isPresent() && published.get().equals(all.get(0));
        var problem = live
                ? null
                : attempt.map(end -> problem(end, context.request().path())).orElse(null);
        if (problem != null) {
            return Reply.json(new State(process, version, Standing.FAILED, null, problem));
        }
        var publication = published.orElseThrow(() -> Refusal.notFound("Expected a version that was published of '"
                + Words.shown(process) + "', but there is none '" + Words.shown(version)
                + "': if it was on its way, publish it again"));
        var standing = live ? Standing.LIVE : Standing.REPLACED;
        return Reply.json(new State(process, publication.version(), standing, publication, null));
    }

    private static @Nullable String problem(CompletableFuture<Publication> end, String path) {
        try {
            end.join();
            return null;
        } catch (CompletionException e) {
            return new String(Problems.of(e).at(path).json(), StandardCharsets.UTF_8);
        }
    }

    private enum Standing {
        WORKING,
        LIVE,
        REPLACED,
        FAILED
    }

    /**
     * What {@code GET} of a version answers.
     *
     * @param problem as the publishing call would have answered
     */
    private record State(
            String process,
            String version,
            Standing state,
            @Nullable Publication publication,
            @JsonRawValue @Nullable String problem) {}
}
