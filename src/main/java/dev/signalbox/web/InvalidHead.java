package dev.signalbox.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered to the head of a request that cannot be read. */
final class InvalidHead {
    /** What the decoder says of it begins or goes on so, and what a caller is told. */
    private static final Map<String, String> SAID = new LinkedHashMap<>();

    static {
        SAID.put(
                "a header name",
                "Expected a name of letters, digits and hyphens before the colon of each header, but one has another");
        SAID.put("a header value", "Expected headers without control characters, but there is one");
        SAID.put("Multiple Content-Length", "Expected the header Content-Length once, but it is there more often");
        SAID.put("Content-Length are not allowed", "Expected Content-Length or Transfer-Encoding, but there are both");
        SAID.put("Content-Length", "Expected a whole number of bytes as Content-Length, but was another");
        SAID.put("The Transfer-Encoding header", "Expected Transfer-Encoding in HTTP/1.1 only, but was in HTTP/1.0");
        SAID.put("chunked must be", "Expected chunked as the only Transfer-Encoding, but there are others after it");
        SAID.put("Illegal character in HTTP Method", "Expected a method such as GET or POST, but was another word");
    }

    private InvalidHead() {}

    static ProblemAnswer problem(@Nullable Throwable cause, Limits limits) {
        if (cause instanceof Refusal refusal) {
            return Problems.of(refusal);
        }
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
        String said = cause == null ? "" : String.valueOf(cause.getMessage());
        if (said.contains("HTTP/0.9")) {
            return new ProblemAnswer(
                    ProblemKind.HTTP_VERSION,
                    "Expected a request line that ends with HTTP/1.1, but there is no version, as in HTTP/0.9");
        }
        var known = SAID.keySet().stream().filter(said::startsWith).findFirst();
        return new ProblemAnswer(
                ProblemKind.MALFORMED_REQUEST,
                known.map(SAID::get)
                        .orElse(
                                "Expected a method, an address and HTTP/1.1 in one line, and a header in each line after it,"
                                        + " but was no such head"));
    }
}
