package dev.signalbox.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: the header {@code Signalbox-Actor} (UTF-8), or the cookie that a page set when somebody gave their name.
 * Believed as said until people can sign in, which is why the server keeps to loopback until then.
 */
public final class Actor {
    public static final String HEADER = "Signalbox-Actor";
    public static final String COOKIE = "signalbox-actor";
    /** Who posted an item when nobody was named. */
    public static final String ANONYMOUS = "anonymous";

    public static final int LONGEST = 100;

    private Actor() {}

    /** @throws Refusal when there is a name but it is not fit to be one */
    public static @Nullable String of(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        if (header != null) {
            return checked(utf8(header));
        }
        var cookie = request.getCookie(COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : checked(decoded(cookie.getValue()));
    }

    /** @throws Refusal when nobody is named */
    public static String required(HttpServerRequest request) {
        String actor = of(request);
        if (actor == null) {
            throw Refusal.parameter(
                    "Expected the header " + HEADER + " to say who is acting, but the request has none");
        }
        return actor;
    }

    /** A cookie that remembers the name for this browser. */
    public static Cookie remember(String actor) {
        return Cookie.cookie(COOKIE, URLEncoder.encode(checked(actor), StandardCharsets.UTF_8))
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(io.vertx.core.http.CookieSameSite.STRICT)
                .setMaxAge(365L * 24 * 60 * 60);
    }

    /** @throws Refusal when it is blank, too long or holds control characters */
    public static String checked(String name) {
        String actor = name.strip();
        if (actor.isEmpty() || actor.length() > LONGEST || actor.codePoints().anyMatch(Character::isISOControl)) {
            throw Refusal.parameter("Expected a name of 1 to " + LONGEST
                    + " characters, none of them control characters, but was '" + Words.shown(actor) + "'");
        }
        return actor;
    }

    // Netty reads each byte of a header as one character.
    private static String utf8(String header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.parameter("Expected the header " + HEADER + " in UTF-8, but it holds other bytes");
        }
    }

    private static String decoded(String cookie) {
        try {
            return URLDecoder.decode(cookie, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.parameter(
                    "Expected the cookie " + COOKIE + " as a page set it, but was '" + Words.shown(cookie) + "'");
        }
    }
}
