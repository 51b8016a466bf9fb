package dev.signalbox.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.binding.Bound;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes two submissions the same: what names an item, and a digest of what it contains. A short name is stored as it is,
 * so that keys that count up go to the end of their index; digests would touch another page of it for every item.
 */
public final class Names {
    private static final int LONGEST = 64;
    private static final int DIGEST = 16;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,100})?");

    private Names() {}

    /**
     * The name of an item: the caller's key, or else the process's key fields. When those cannot be read what the item means
     * takes their place, so that sending a bad row again makes no second item. Null when the process has no key.
     *
     * @param meaning of the item
     */
    static byte @Nullable [] of(
            String process, @Nullable String callerKey, Bound bound, boolean hasKey, byte[] meaning) {
        if (callerKey != null) {
            return name(process, "caller", callerKey.getBytes(StandardCharsets.UTF_8));
        }
        if (!hasKey) {
            return null;
        }
        return bound.key() == null
                ? name(process, "meaning", meaning)
                : name(process, "fields", bound.key().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The name of the item of a process that has these key values.
     *
     * @param values one for each of the process's key fields, in their order, as text
     * @return null when they cannot be values of these fields
     */
    public static byte @Nullable [] ofKey(LiveProcess process, List<String> values) {
        var definition = process.definition();
        var item = Json.MAPPER.createObjectNode();
        for (int i = 0; i < values.size(); i++) {
            put(item, process, definition.key().fields().get(i), values.get(i));
        }
        try {
            var bound = new JsonBinder(process.type(), definition)
                    .bind(item.toString().getBytes(StandardCharsets.UTF_8));
            return bound.key() == null ? null : of(process.name(), null, bound, true, new byte[0]);
        } catch (MalformedBody e) {
            return null;
        }
    }

    private static void put(ObjectNode item, LiveProcess process, String field, String value) {
        var declared = process.type().fields().get(field);
        boolean number = declared != null
                && Number.class.isAssignableFrom(declared.kind().plain)
                && NUMBER.matcher(value).matches();
        if (number) {
            item.put(field, new BigDecimal(value));
        } else {
            item.put(field, value);
        }
    }

    /** The name of the item that was posted under a caller's key. */
    public static byte[] ofCallerKey(LiveProcess process, String callerKey) {
        return name(process.name(), "caller", callerKey.getBytes(StandardCharsets.UTF_8));
    }

    /** A digest of what an item means. */
    static byte[] content(byte[] meaning) {
        return digest(meaning);
    }

    private static byte[] name(String process, String kind, byte[] key) {
        var scope = (process + '\0' + kind + '\0').getBytes(StandardCharsets.UTF_8);
        var name = Arrays.copyOf(scope, scope.length + key.length);
        System.arraycopy(key, 0, name, scope.length, key.length);
        return name.length <= LONGEST ? name : digest(name);
    }

    private static byte[] digest(byte[] bytes) {
        return Arrays.copyOf(sha256().digest(bytes), DIGEST);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
