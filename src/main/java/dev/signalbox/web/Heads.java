package dev.signalbox.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request's head must be, beyond being well-formed: of a version that is spoken, and of one meaning. */
final class Heads {
    /** Headers that are read here and hold one value: of two, one would be passed over. */
    private static final List<AsciiString> SINGLE = List.of(
            HttpHeaderNames.HOST,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.ORIGIN,
            HttpHeaderNames.COOKIE,
            HttpHeaderNames.AUTHORIZATION,
            AsciiString.cached("Sec-Fetch-Site"),
            AsciiString.cached("Idempotency-Key"),
            AsciiString.cached(Actor.HEADER));

    private Heads() {}

    /** Why the request is not read at all, or null. */
    static @Nullable Refusal refusal(HttpRequest head) {
        var version = head.protocolVersion();
        if (!isSpoken(version) && !isLaterHttp1(version)) {
            return new Refusal(
                    ProblemKind.HTTP_VERSION, "Expected HTTP/1.1 or HTTP/1.0, but was " + Words.shown(version.text()));
        }
        var coding = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return coding.isEmpty() ? names(head.headers()) : coding(String.join(",", coding), head.headers());
    }

    // Those that were spelled right are these very objects; "http/1.1" is equal, but another.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSpoken(HttpVersion version) {
        return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
    }

    // A version 1.2 would be readable by all who read 1.1 (RFC 9110, 2.5).
    private static boolean isLaterHttp1(HttpVersion version) {
        return version.protocolName().equals("HTTP") && version.majorVersion() == 1 && version.minorVersion() > 1;
    }

    private static @Nullable Refusal coding(String codings, HttpHeaders headers) {
        if (codings.equalsIgnoreCase("chunked")) {
            return names(headers);
        }
        var each = codings.split(",", -1);
        for (String one : each) {
            String coding = one.strip();
            if (!coding.isEmpty() && !coding.equalsIgnoreCase("chunked")) {
                return new Refusal(
                        ProblemKind.TRANSFER_CODING,
                        "Expected chunked as the only Transfer-Encoding, but was '" + Words.shown(codings) + "'");
            }
        }
        return Refusal.parameter(
                "Expected Transfer-Encoding to be chunked, once, but was '" + Words.shown(codings) + "'");
    }

    private static @Nullable Refusal names(HttpHeaders headers) {
        var names = new ArrayList<CharSequence>(12);
        for (var all = headers.iteratorCharSequence(); all.hasNext(); ) {
            var name = all.next().getKey();
            if (name.isEmpty()) {
                return Refusal.parameter("Expected a name before the colon of each header, but one has none");
            }
            for (var other : names) {
                if (other.length() == name.length()
                        && AsciiString.contentEqualsIgnoreCase(other, name)
                        && isSingle(name)) {
                    return Refusal.parameter("Expected the header " + Words.shown(name.toString())
                            + " once, but it is there more often: which one counts?");
                }
            }
            names.add(name);
        }
        return null;
    }

    private static boolean isSingle(CharSequence name) {
        return SINGLE.stream().anyMatch(single -> single.contentEqualsIgnoreCase(name));
    }
}
