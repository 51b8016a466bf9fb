package dev.signalbox.web;

import io.vertx.core.http.HttpServerRequest;

/** How a body is packed: not at all, or with gzip. */
final class ContentCoding {
    static final String READ = "gzip";

    private ContentCoding() {}

    /** @throws Refusal when it is packed in another way, or twice */
    static boolean isGzip(HttpServerRequest request) {
        if (!request.headers().contains("Content-Encoding")) {
            return false;
        }
        String coding =
                String.join(",", request.headers().getAll("Content-Encoding")).strip();
        if (coding.equalsIgnoreCase(READ) || coding.equalsIgnoreCase("x-gzip")) {
            return true;
        }
        if (coding.isEmpty() || coding.equalsIgnoreCase("identity")) {
            return false;
        }
        throw new Refusal(
                ProblemKind.UNSUPPORTED_CODING,
                "Expected a body packed with " + READ + " or not at all, but its Content-Encoding is '"
                        + Words.shown(coding) + "'");
    }
}
