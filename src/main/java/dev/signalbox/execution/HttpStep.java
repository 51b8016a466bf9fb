package dev.signalbox.execution;

import dev.signalbox.plan.Step;
import dev.signalbox.process.Address;
import dev.signalbox.process.StepDefinition;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts the item to an address. Any 2xx is done. {@code Idempotency-Key} is the step's id, the same on every try, so that the
 * receiver can tell a repetition. Redirects are not followed: an address is what the pack says.
 */
public final class HttpStep implements StepHandler {
    private static final Logger log = LoggerFactory.getLogger(HttpStep.class);
    private static final int THREADS = 2;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client = HttpClient.newBuilder()
            // Left to itself the client starts a thread for nearly every answer.
            .executor(Executors.newFixedThreadPool(THREADS, HttpStep::thread))
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Override
    public CompletableFuture<Result> run(StepDefinition definition, Step step, byte[] item) {
        var address = definition.http();
        var request = HttpRequest.newBuilder(address.uri())
                .timeout(definition.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", step.id())
                .header("Signalbox-Step", step.name())
                .header("Signalbox-Attempt", Integer.toString(step.attempts()))
                .POST(BodyPublishers.ofByteArray(item));
        if (address.authorization() != null) {
            request.header("Authorization", address.authorization());
        }
        // The request's own timeout ends with the answer's head: a body that never ends would be waited for for ever.
        var exchange = client.sendAsync(request.build(), BodyHandlers.discarding());
        return exchange.copy()
                .orTimeout(definition.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> exchange.cancel(true))
                .thenApply(answer -> result(address, answer))
                .exceptionally(e -> result(address, e));
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "http-steps");
        thread.setDaemon(true);
        return thread;
    }

    private static Result result(Address address, HttpResponse<?> answer) {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return new Result.Done("answered " + status);
        }
        var error = "Expected 2xx from " + address + ", but was " + status;
        var wait = RetryAfter.of(answer.headers());
        boolean away = status >= 500 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
        return away ? new Result.Away(error, wait) : new Result.Failed(error, wait);
    }

    private static Result result(Address address, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (isNoContentWithContent(cause)) {
            return new Result.Done("answered 204");
        }
        log.debug("No answer from {}: {}", address.place(), cause.getClass().getName());
        return new Result.Away("Expected an answer from " + address + ", but " + why(address, cause), null);
    }

    // The client takes a 204 that announces a body for no answer at all (JDK 17 to 25, MultiExchange); whoever answers
    // so has
    // done what it was asked for.
    private static boolean isNoContentWithContent(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("content length header with 204 response");
    }

    private static String why(Address address, Throwable cause) {
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "none came in time";
        }
        if (isOf(cause, UnresolvedAddressException.class)) {
            return "no machine is known as '" + address.uri().getHost() + "'";
        }
        if (cause instanceof ConnectException) {
            return "nobody listens there";
        }
        if (isOf(cause, SSLException.class)) {
            return "no secure connection could be made: look at its certificate";
        }
        if (cause instanceof ProtocolException
                || String.valueOf(cause.getMessage()).contains("Invalid")) {
            return "what came is not HTTP";
        }
        return "the connection broke";
    }

    private static boolean isOf(Throwable failure, Class<?> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
