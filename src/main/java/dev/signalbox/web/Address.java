package dev.signalbox.web;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling that an address has, for all calls and pages alike. A percent-encoded character that needs no encoding is
 * the character itself (RFC 3986, 6.2.2.2). Nothing else is made to fit: no slash at the end, none doubled, no dot segments,
 * no encoded slash and no control character leads anywhere, so that whoever guards addresses before the server sees the same
 * ones as it does.
 */
final class Address {
    private Address() {}

    /**
     * The path with nothing encoded that need not be.
     *
     * @param path with two hexadecimal digits after each %
     * @throws Refusal when it is not an address: 400 when it cannot be read, 404 when nothing can be there
     */
    static String of(String path) {
        String plain = path.indexOf('%') < 0 ? path : decodedWhereNeedless(path);
        if (plain.length() > 1 && plain.endsWith("/")) {
            throw missing("without a slash at its end", path);
        }
        if (plain.contains("//")) {
            throw missing("with single slashes", path);
        }
        if (plain.contains("/.") && hasDots(plain)) {
            throw missing("without . and .. in it", path);
        }
        return plain;
    }

    private static boolean hasDots(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static String decodedWhereNeedless(String path) {
        checked(path);
        var plain = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                plain.append(c);
                continue;
            }
            int coded = Integer.parseInt(path, i + 1, i + 3, 16);
            if (isUnreserved(coded)) {
                plain.append((char) coded);
            } else {
                plain.append(path, i, i + 3);
            }
            i += 2;
        }
        return plain.toString();
    }

    private static void checked(String path) {
        String decoded = decoded(path);
        if (decoded == null) {
            throw Refusal.parameter("Expected UTF-8 in the percent-encoded letters of the address, but was '"
                    + Words.shown(path) + "'");
        }
        if (decoded.codePoints().anyMatch(Character::isISOControl)) {
            throw missing("without control characters", path);
        }
        String lower = path.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c")) {
            throw missing("without encoded slashes", path);
        }
    }

    /** Null when it is not in UTF-8. */
    private static @Nullable String decoded(String path) {
        var bytes = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                .getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Letters, digits and the marks that have no meaning of their own (RFC 3986, 2.3). */
    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private static Refusal missing(String how, String path) {
        return Refusal.notFound("Expected an address " + how + ", but was '" + Words.shown(path) + "'");
    }
}
