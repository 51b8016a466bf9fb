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

    private Actor() {}

    /** @throws Refusal when there is a name but it is not fit to be one */
    public static @Nullable String of(HttpServerRequest request) {
        var headers = request.headers().getAll(HEADER);
        if (headers.size() > 1) {
            throw Refusal.parameter("Expected one header " + HEADER + ", but the request has " + headers.size());
        }
        if (!headers.isEmpty()) {
            return ActorName.checked(utf8(headers.get(0)));
        }
        var cookie = request.getCookie(COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : ActorName.checked(decoded(cookie.getValue()));
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
        return Cookie.cookie(COOKIE, URLEncoder.encode(ActorName.checked(actor), StandardCharsets.UTF_8))
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(io.vertx.core.http.CookieSameSite.STRICT)
                .setMaxAge(365L * 24 * 60 * 60);
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
