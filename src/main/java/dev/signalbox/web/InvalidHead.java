package dev.signalbox.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** What is answered to the head of a request that cannot be read. */
final class InvalidHead {
    private InvalidHead() {}

    static ProblemAnswer problem(@Nullable Throwable cause, Limits limits) {
        if (cause instanceof TooLongHttpLineException) {
            return new ProblemAnswer(
                    ProblemKind.ADDRESS_TOO_LONG,
                    "Expected a request line of at most " + limits.address() + " bytes, but it is longer");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new ProblemAnswer(
                    ProblemKind.HEADERS_TOO_LARGE,
                    "Expected headers of at most " + limits.headers() + " bytes together, but they are larger");
        }
        String said = cause == null || cause.getMessage() == null ? "it is broken" : cause.getMessage();
        return new ProblemAnswer(
                ProblemKind.MALFORMED_REQUEST, "Expected the head of an HTTP/1.1 request, but " + Words.shown(said));
    }
}
