package dev.signalbox.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes the commands: those that judge rules with a folder in which they keep what they found, and find the process that they have
 * warmed.
 *
 * @param cache the user's, or null to keep nothing
 */
public record Commands(@Nullable Path cache) implements IFactory {

    /** As on a command line. {@code SIGNALBOX_CACHE} names another folder, or is {@code off}. */
    public static Commands ofUser() {
        String wanted = System.getenv("SIGNALBOX_CACHE");
        if (wanted != null && !wanted.isBlank()) {
            return new Commands(wanted.equals("off") ? null : Path.of(wanted).toAbsolutePath());
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        String home = System.getProperty("user.home");
        if (caches != null && !caches.isBlank()) {
            return new Commands(Path.of(caches, "signalbox").toAbsolutePath());
        }
        return new Commands(home == null || home.length() < 2 ? null : Path.of(home, ".cache", "signalbox"));
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (cache != null && type == Check.class) {
            return type.cast(new Check(new KeptFindings(cache.resolve("findings")), new Warm(cache)));
        }
        if (cache != null && type == Test.class) {
            return type.cast(new Test(new Warm(cache)));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
