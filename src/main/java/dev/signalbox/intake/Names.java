package dev.signalbox.intake;

import dev.signalbox.binding.Bound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What makes two submissions the same: 16 bytes of SHA-256 over what names an item, and over what it contains. */
final class Names {
    private static final int LENGTH = 16;

    private Names() {}

    /**
     * The name of an item: the caller's key, or else the process's key fields. When those cannot be read the raw text takes
     * their place, so that sending a bad row again makes no second item. Null when the process has no key.
     */
    static byte @Nullable [] of(
            String process, @Nullable String callerKey, Bound bound, boolean hasKey, byte[] submitted) {
        if (callerKey != null) {
            return digest(process, "caller", callerKey.getBytes(StandardCharsets.UTF_8));
        }
        if (!hasKey) {
            return null;
        }
        return bound.key() == null
                ? digest(process, "text", submitted)
                : digest(process, "fields", bound.key().getBytes(StandardCharsets.UTF_8));
    }

    static byte[] content(Bound bound) {
        return Arrays.copyOf(sha256().digest(bound.payload()), LENGTH);
    }

    private static byte[] digest(String process, String kind, byte[] key) {
        var sha = sha256();
        sha.update(process.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        sha.update(kind.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        return Arrays.copyOf(sha.digest(key), LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
