package dev.signalbox.web;

import dev.signalbox.binding.MalformedBody;
import dev.signalbox.db.DatabaseUnavailable;
import dev.signalbox.intake.IntakeFull;
import dev.signalbox.intake.WhyNotUnavailable;
import dev.signalbox.process.PackRefused;
import dev.signalbox.review.BadAnswer;
import dev.signalbox.review.NoSuchTask;
import dev.signalbox.review.TaskConflict;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each failure is answered with: the one place where exceptions become problems, for the API and for pages. */
public final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final int BUSY_SECONDS = 1;
    private static final int DATABASE_SECONDS = 5;

    private Problems() {}

    /** Never fails; an unexpected failure is logged, and its id given. */
    public static ProblemAnswer of(Throwable failure) {
        var cause = unwrapped(failure);
        String detail = cause.getMessage() == null ? "" : cause.getMessage();
        if (cause instanceof Refusal refusal) {
            return refusal.kind == ProblemKind.BUSY
                    ? later(ProblemKind.BUSY, detail, BUSY_SECONDS)
                    : new ProblemAnswer(refusal.kind, detail);
        }
        if (cause instanceof IntakeFull || cause instanceof WhyNotUnavailable) {
            return later(ProblemKind.BUSY, detail, BUSY_SECONDS);
        }
        if (cause instanceof DatabaseUnavailable) {
            return later(ProblemKind.DATABASE_UNAVAILABLE, detail, DATABASE_SECONDS);
        }
        if (cause instanceof PackRefused refused) {
            var faults = refused.faults();
            return new ProblemAnswer(
                    ProblemKind.PACK_REFUSED,
                    "Expected a pack that loads, but this one has "
                            + (faults.size() == 1 ? "a fault: " : faults.size() + " faults, the first: ")
                            + faults.get(0),
                    null,
                    null,
                    0,
                    faults);
        }
        var kind = kindOf(cause);
        return kind == null ? unexpected(cause) : new ProblemAnswer(kind, detail);
    }

    private static @Nullable ProblemKind kindOf(Throwable cause) {
        if (cause instanceof MalformedBody) {
            return ProblemKind.MALFORMED_BODY;
        }
        if (cause instanceof NoSuchTask) {
            return ProblemKind.NOT_FOUND;
        }
        if (cause instanceof TaskConflict) {
            return ProblemKind.CONFLICT;
        }
        if (cause instanceof BadAnswer) {
            return ProblemKind.BAD_ANSWER;
        }
        return null;
    }

    /** What Vert.x Web refused by itself, by its status. */
    static ProblemAnswer ofStatus(int status, @Nullable Throwable failure) {
        return switch (status) {
            case 400 ->
                new ProblemAnswer(
                        ProblemKind.MALFORMED_REQUEST,
                        "Expected a request in the form of the contract, but it is broken");
            case 404 ->
                new ProblemAnswer(
                        ProblemKind.NOT_FOUND, "Expected an address of the contract, but there is nothing here");
            case 405 ->
                new ProblemAnswer(
                        ProblemKind.METHOD_NOT_ALLOWED,
                        "Expected another method, but this address does not take this one");
            case 413 -> new ProblemAnswer(ProblemKind.TOO_LARGE, "Expected a smaller body, but it is over the limit");
            case 415 ->
                new ProblemAnswer(
                        ProblemKind.UNSUPPORTED_TYPE, "Expected a body of another type, but this one is not read here");
            default -> unexpected(failure == null ? new IllegalStateException("status " + status) : failure);
        };
    }

    private static ProblemAnswer later(ProblemKind kind, String detail, int seconds) {
        return new ProblemAnswer(kind, detail, null, null, seconds, List.of());
    }

    private static ProblemAnswer unexpected(Throwable failure) {
        String id = UUID.randomUUID().toString();
        log.error("Unexpected failure {}", id, failure);
        return new ProblemAnswer(
                ProblemKind.UNEXPECTED,
                "Expected this to work, but it failed; the log tells why under " + id,
                null,
                id,
                0,
                List.of());
    }

    static Throwable unwrapped(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
