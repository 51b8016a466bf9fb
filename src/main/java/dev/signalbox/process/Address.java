package dev.signalbox.process;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a step is posted to. Name and password of an address are sent as {@code Authorization: Basic} (RFC 7617); they, the path
 * and the query may be secrets, so that {@link #toString} and every message show no more than the machine:
 * {@code http://***@host:8080/…?…}.
 */
public final class Address {
    private static final Pattern SECRETS = Pattern.compile("(?s)//.*@");
    private static final Pattern QUERY = Pattern.compile("(?s)[?#].*");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(.*?)(?::([^:\\]]*))?");
    private static final int MOST_PORTS = 65_535;

    private final URI uri;
    private final String place;
    private final @Nullable String authorization;

    private Address(URI uri, String place, @Nullable String authorization) {
        this.uri = uri;
        this.place = place;
        this.authorization = authorization;
    }

    /** Why a text is no address that can be posted to: the end of "Expected … to be an http or https address, but …". */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        final @Nullable String cure;

        Unusable(String why, @Nullable String cure) {
            super(why);
            this.cure = cure;
        }
    }

    /**
     * Reads an address such as {@code https://name:password@host:8443/path?query}.
     *
     * @throws IllegalArgumentException when it cannot be posted to
     */
    public static Address of(String text) {
        try {
            return parse(text);
        } catch (Unusable e) {
            throw new IllegalArgumentException("Expected an http or https address, but " + e.getMessage(), e);
        }
    }

    static Address parse(String text) throws Unusable {
        int blank = indexOfBlank(text);
        if (blank >= 0) {
            throw new Unusable(
                    "there is a blank or an invisible sign at its character " + (blank + 1),
                    "write it as %20, or take it out");
        }
        if (!text.regionMatches(true, 0, "http://", 0, 7) && !text.regionMatches(true, 0, "https://", 0, 8)) {
            throw new Unusable("it was '" + masked(text) + "'", "begin it with http:// or https://");
        }
        String authority = text.substring(text.indexOf("//") + 2).replaceFirst("[/?#].*", "");
        String rest = text.substring(text.indexOf("//") + 2 + authority.length());
        if (rest.contains("@") && authority.matches("[^@]*:[^@]*[^@\\d\\]].*")) {
            throw new Unusable(
                    "a sign in its name or password ends it early", "write / as %2F, ? as %3F and # as %23 there");
        }
        int at = authority.lastIndexOf('@');
        machine(authority.substring(at + 1), text);
        try {
            var uri = new URI(text);
            if (uri.getHost() == null) {
                throw new Unusable("it was '" + masked(text) + "'", null);
            }
            if (uri.getRawFragment() != null) {
                throw new Unusable("what follows its # is never sent", "take it out, or write # as %23");
            }
            var place = uri.getScheme().toLowerCase(Locale.ROOT) + "://"
                    + uri.getHost().toLowerCase(Locale.ROOT)
                    + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            return new Address(withoutUser(uri), place, at < 0 ? null : basic(authority.substring(0, at)));
        } catch (URISyntaxException e) {
            throw new Unusable(
                    "its character " + (e.getIndex() + 1) + " cannot stand in an address",
                    "write it as a percent sign and its two hexadecimal digits");
        }
    }

    private static int indexOfBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT) {
                return i;
            }
        }
        return -1;
    }

    private static void machine(String hostAndPort, String text) throws Unusable {
        var parts = HOST_AND_PORT.matcher(hostAndPort);
        if (!parts.matches() || parts.group(1).isEmpty()) {
            throw new Unusable("it was '" + masked(text) + "', which names no host", null);
        }
        String host = parts.group(1);
        String port = parts.group(2);
        if (port != null && !port.isEmpty() && !(port.matches("\\d{1,9}") && isPort(Integer.parseInt(port)))) {
            throw new Unusable("its port is '" + port + "'", "ports are 1 to " + MOST_PORTS);
        }
        if (host.contains("_")) {
            throw new Unusable(
                    "its host is '" + host + "', and names of hosts have no underscore",
                    "give the machine another name, such as '" + host.replace('_', '-') + "'");
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(host)) {
            throw new Unusable("its host is '" + host + "', and names of hosts are ASCII", ascii(host));
        }
        if (!isHost(host)) {
            throw new Unusable(
                    "its host is '" + host + "'",
                    "names of hosts are letters, digits, hyphens and dots, such as payments.example.org");
        }
    }

    private static boolean isHost(String host) {
        try {
            return new URI("http://" + host + "/").getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= MOST_PORTS;
    }

    private static @Nullable String ascii(String host) {
        try {
            return "write '" + IDN.toASCII(host) + "'";
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static URI withoutUser(URI uri) throws URISyntaxException {
        String raw = uri.toString();
        String user = uri.getRawUserInfo();
        return user == null ? uri : new URI(raw.replaceFirst(Pattern.quote("//" + user + "@"), "//"));
    }

    private static @Nullable String basic(String user) throws Unusable {
        if (user.isEmpty()) {
            return null;
        }
        int colon = user.indexOf(':');
        String name = decoded(colon < 0 ? user : user.substring(0, colon));
        String password = colon < 0 ? "" : decoded(user.substring(colon + 1));
        if (name.contains(":")) {
            throw new Unusable("there is a colon in its user's name", "no such name can be sent (RFC 7617)");
        }
        if ((name + password).chars().anyMatch(Character::isISOControl)) {
            throw new Unusable("there is a control character in its user's name or password", null);
        }
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    // As an address means it: a plus is a plus.
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A text that may not even be an address, without what may be secret in it. */
    static String masked(String text) {
        return QUERY.matcher(SECRETS.matcher(text).replaceFirst("//***@")).replaceFirst("?…");
    }

    /** What is asked for, without name and password. */
    public URI uri() {
        return uri;
    }

    /** Scheme, host and port: whoever is away is away for every path. */
    public String place() {
        return place;
    }

    /** The value of the {@code Authorization} header, when the address has a name. */
    public @Nullable String authorization() {
        return authorization;
    }

    /** As people and logs may see it. */
    @Override
    public String toString() {
        int host = place.indexOf("//") + 2;
        return place.substring(0, host)
                + (authorization == null ? "" : "***@")
                + place.substring(host)
                + (uri.getRawPath().length() > 1 ? "/…" : "/")
                + (uri.getRawQuery() == null ? "" : "?…");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address
                && uri.equals(address.uri)
                && Objects.equals(authorization, address.authorization);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }
}
