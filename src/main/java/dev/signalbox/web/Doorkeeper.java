package dev.signalbox.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps strangers out until people can sign in. Listening on loopback alone is not enough, since any page open in a local
 * browser can send requests there: the Host must be a name of this machine (against DNS rebinding), and nothing is
 * changed for a page of another origin.
 */
final class Doorkeeper {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])\\.?(:\\d{1,5})?");

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)http://([^/?]*)(?:[/?].*)?");

    private Doorkeeper() {}

    /** @throws IllegalArgumentException when others than this machine could reach it */
    static void checkLoopback(String host) {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    throw new IllegalArgumentException(
                            "Expected a loopback address such as 127.0.0.1 to listen on, because"
                                    + " there is no sign-in yet, but " + host + " is " + address.getHostAddress());
                }
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Expected an address to listen on, but " + host + " is not known", e);
        }
    }

    /** Why the request is turned away, or null. */
    static @Nullable ProblemAnswer turnsAway(HttpServerRequest request) {
        String host = request.getHeader("Host");
        if (host == null) {
            return new ProblemAnswer(
                    ProblemKind.MALFORMED_REQUEST, "Expected the header Host, but the request has none");
        }
        if (!isThisMachine(host)) {
            return misdirected(host);
        }
        String uri = request.uri();
        if (!uri.startsWith("/")) {
            // The absolute form, as for a proxy: its host counts, not the header's (RFC 9112, 3.2.2).
            var absolute = ABSOLUTE.matcher(uri);
            if (!absolute.matches()) {
                return new ProblemAnswer(
                        ProblemKind.MALFORMED_REQUEST,
                        "Expected an address that begins with a slash, but was '" + Words.shown(uri) + "'");
            }
            if (!isThisMachine(absolute.group(1))) {
                return misdirected(absolute.group(1));
            }
        }
        if (!uri.chars().allMatch(c -> c > ' ' && c < 127 && c != '#')) {
            return new ProblemAnswer(
                    ProblemKind.MALFORMED_REQUEST,
                    "Expected an address of ASCII letters, with all others percent-encoded, but was '"
                            + Words.shown(uri) + "'");
        }
        if (!isWellEncoded(uri)) {
            return new ProblemAnswer(
                    ProblemKind.MALFORMED_REQUEST,
                    "Expected two hexadecimal digits after each % of the address, but was '"
                            + Words.shown(request.uri()) + "'");
        }
        String query = request.query();
        if (query != null && query.contains("%00")) {
            return new ProblemAnswer(
                    ProblemKind.MALFORMED_REQUEST,
                    "Expected parameters without NUL, but was '" + Words.shown(request.uri()) + "'");
        }
        return isSafe(request.method()) ? null : crossSite(request, host);
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static ProblemAnswer misdirected(String host) {
        return new ProblemAnswer(
                ProblemKind.MISDIRECTED,
                "Expected a Host that names this machine, such as localhost, but was '" + Words.shown(host) + "'");
    }

    // Vert.x answers what it cannot decode in ways of its own.
    private static boolean isWellEncoded(String uri) {
        for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
            if (at + 2 >= uri.length()
                    || Character.digit(uri.charAt(at + 1), 16) < 0
                    || Character.digit(uri.charAt(at + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ProblemAnswer crossSite(HttpServerRequest request, String host) {
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            return new ProblemAnswer(
                    ProblemKind.CROSS_SITE,
                    "Expected a request from a page of http://" + Words.shown(host) + ", but its Origin is '"
                            + Words.shown(origin) + "'");
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return new ProblemAnswer(
                    ProblemKind.CROSS_SITE,
                    "Expected a request from this server's own pages, but its Sec-Fetch-Site is '" + Words.shown(site)
                            + "'");
        }
        return null;
    }

    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
