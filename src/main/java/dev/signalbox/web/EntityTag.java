package dev.signalbox.web;

import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tag of what is shown of an item or a task: another one as soon as anything in it is another (RFC 9110, 8.8.3). */
final class EntityTag {
    private static final int DIGEST = 16;

    private EntityTag() {}

    static String of(byte[] shown) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shown);
            return '"' + HexFormat.of().formatHex(digest, 0, DIGEST) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /** The answer with its tag; 304 without a body when the caller has it already. */
    static Reply tagged(HttpServerRequest request, Reply reply) {
        String tag = of(reply.body());
        requireMatch(request, tag);
        boolean known = names(request.headers().getAll("If-None-Match"), tag, true);
        return (known ? new Reply(304, "", new byte[0]) : reply)
                .with("ETag", tag)
                .with("Cache-Control", "private, no-cache"); // keep it, but ask whether it is still the same
    }

    /**
     * What is to be asked of a thing before it is changed: that it is still the one the caller read. Null when the caller does
     * not say, with {@code If-Match}.
     */
    static <T> @Nullable Consumer<T> expected(HttpServerRequest request) {
        return request.headers().contains("If-Match")
                ? thing -> requireMatch(request, of(Reply.json(thing).body()))
                : null;
    }

    private static void requireMatch(HttpServerRequest request, String tag) {
        var expected = request.headers().getAll("If-Match");
        if (!expected.isEmpty() && !names(expected, tag, false)) {
            throw new Refusal(
                    ProblemKind.PRECONDITION_FAILED,
                    "Expected it to be as when you read it, with the ETag " + Words.shown(String.join(", ", expected))
                            + ", but it is " + tag + " now");
        }
    }

    /** @param weakToo whether a tag counts too that a cache weakened */
    private static boolean names(List<String> lines, String tag, boolean weakToo) {
        for (String line : lines) {
            for (String each : line.split(",", -1)) {
                String one = each.strip();
                if (one.equals("*") || one.equals(tag) || (weakToo && one.equals("W/" + tag))) {
                    return true;
                }
            }
        }
        return false;
    }
}
