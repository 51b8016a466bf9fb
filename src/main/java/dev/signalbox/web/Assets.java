package dev.signalbox.web;

import dev.signalbox.web.pages.AssetFiles;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Files from the jars, each read once. */
final class Assets {
    /** No dot at the start of a part, so no way out of the folder. */
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    /**
     * A file that pages load, by its name or by one with a digest.
     *
     * @throws Refusal when there is no such file
     */
    Reply page(HttpServerRequest request, String address) {
        if (!NAME.matcher(address).matches()) {
            throw missing(address);
        }
        var named = AssetFiles.named(address);
        return asset(AssetFiles.resource(named.name()), address).reply(request, named.current());
    }

    /** A file of the class path. */
    Reply reply(HttpServerRequest request, String resource) {
        return asset(resource, resource).reply(request, false);
    }

    private Asset asset(String resource, String name) {
        var asset = loaded.get(resource);
        if (asset == null) {
            asset = Asset.load(resource);
            if (asset == null) {
                throw missing(name);
            }
            loaded.put(resource, asset);
        }
        return asset;
    }

    private static Refusal missing(String name) {
        return Refusal.notFound("Expected a file, but there is no '" + Words.shown(name) + "'");
    }
}
