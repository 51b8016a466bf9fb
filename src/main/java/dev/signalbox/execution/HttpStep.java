package dev.signalbox.execution;

import dev.signalbox.plan.Step;
import dev.signalbox.process.StepDefinition;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts the item to an address. Any 2xx is done. {@code Idempotency-Key} is the step's id, the same on every try, so that the
 * receiver can tell a repetition. Redirects are not followed: an address is what the pack says.
 */
public final class HttpStep implements StepHandler {
    private static final int THREADS = 2;

    private final HttpClient client = HttpClient.newBuilder()
            // Left to itself the client starts a thread for nearly every answer.
            .executor(Executors.newFixedThreadPool(THREADS, HttpStep::thread))
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Override
    public CompletableFuture<Result> run(StepDefinition definition, Step step, byte[] item) {
        var request = HttpRequest.newBuilder(definition.http())
                .timeout(definition.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", step.id())
                .header("Signalbox-Step", step.name())
                .header("Signalbox-Attempt", Integer.toString(step.attempts()))
                .POST(BodyPublishers.ofByteArray(item))
                .build();
        // The request's own timeout ends with the answer's head: a body that never ends would be waited for for ever.
        var exchange = client.sendAsync(request, BodyHandlers.discarding());
        return exchange.copy()
                .orTimeout(definition.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> exchange.cancel(true))
                .<Result>thenApply(answer -> answer.statusCode() / 100 == 2
                        ? new Result.Done("answered " + answer.statusCode())
                        : new Result.Failed(
                                "Expected 2xx from " + definition.http() + ", but was " + answer.statusCode()))
                .exceptionally(
                        e -> new Result.Failed("Expected an answer from " + definition.http() + ", but " + why(e)));
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "http-steps");
        thread.setDaemon(true);
        return thread;
    }

    private static String why(Throwable e) {
        var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "none came in time";
        }
        if (cause instanceof ConnectException) {
            return "nobody listens there";
        }
        return cause instanceof IOException ? "the connection broke: " + cause.getMessage() : cause.toString();
    }
}
