package dev.signalbox.web;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Files from the jars, each read once. */
final class Assets {
    /** No dot at the start of a part, so no way out of the folder. */
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    /** @throws Refusal when there is no such file */
    Reply reply(HttpServerRequest request, String folder, String name) {
        if (!NAME.matcher(name).matches()) {
            throw missing(name);
        }
        String resource = folder + name;
        var asset = loaded.get(resource);
        if (asset == null) {
            asset = Asset.load(resource);
            if (asset == null) {
                throw missing(name);
            }
            loaded.put(resource, asset);
        }
        return asset.reply(request);
    }

    private static Refusal missing(String name) {
        return Refusal.notFound("Expected a file, but there is no '" + Words.shown(name) + "'");
    }

    /** The folder of a webjar's files, whose name holds its version. */
    static String webjar(String group, String artifact) {
        String path = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(path)) {
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
