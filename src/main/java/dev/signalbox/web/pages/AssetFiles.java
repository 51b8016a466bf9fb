package dev.signalbox.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that pages load. Their addresses hold a digest of what is in them, {@code /assets/signalbox-0123456789abcdef.css}: a
 * browser keeps such a file for good, and asks for another when a page names another.
 */
public final class AssetFiles {
    private static final String SWAGGER = webjar("org.webjars", "swagger-ui");
    private static final String HTMX = webjar("org.webjars.npm", "htmx.org") + "dist/";
    private static final Pattern NAMED = Pattern.compile("(.+)-([0-9a-f]{16})(\\.[a-z0-9.]+)");
    private static final int DIGEST = 8;

    private static final Map<String, String> DIGESTS = new ConcurrentHashMap<>();

    private AssetFiles() {}

    /** Where on the class path a file is. */
    public static String resource(String name) {
        return (name.startsWith("swagger-ui") ? SWAGGER : name.startsWith("htmx.") ? HTMX : "web/") + name;
    }

    /** The address of a file. */
    public static String href(String name) {
        int dot = name.indexOf('.');
        return "/assets/" + name.substring(0, dot) + "-" + DIGESTS.computeIfAbsent(name, AssetFiles::digest)
                + name.substring(dot);
    }

    /** A name with a digest, taken apart: the file's own name, and whether that is what is in it. */
    public record Named(String name, boolean current) {}

    /** The file that an address means; the name itself when it holds no digest. */
    public static Named named(String address) {
        var parts = NAMED.matcher(address);
        if (!parts.matches()) {
            return new Named(address, false);
        }
        var name = parts.group(1) + parts.group(3);
        return new Named(name, exists(name) && href(name).equals("/assets/" + address));
    }

    private static boolean exists(String name) {
        try (var in = open(resource(name))) {
            return in != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String name) {
        try (var in = open(resource(name))) {
            byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, DIGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable InputStream open(String resource) {
        return AssetFiles.class.getClassLoader().getResourceAsStream(resource);
    }

    /** The folder of a webjar's files, whose name holds its version. */
    private static String webjar(String group, String artifact) {
        try (InputStream in = open("META-INF/maven/" + group + "/" + artifact + "/pom.properties")) {
            if (in == null) {
                throw new IllegalStateException("Expected the library " + artifact + " on the class path");
            }
            var properties = new Properties();
            properties.load(in);
            return "META-INF/resources/webjars/" + artifact + "/" + properties.getProperty("version") + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
