package dev.signalbox.process;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;

/**
 * What makes an item the same item.
 *
 * @param fields that together name it; may be empty
 * @param normalise which spellings of a name are one: {@code trim} takes spaces and signs that nobody sees from both ends,
 *     {@code nfc} composes letters and their marks, {@code case} takes upper and lower case as the same
 */
public record KeyDefinition(
        List<String> fields,

        @Default(USUAL) List<@Pattern(regexp = "trim|nfc|case", message = "trim, nfc or case") String> normalise) {
    static final String USUAL = "[trim, nfc]";

    /** A key of these fields, normalised as usual. */
    public static KeyDefinition of(List<String> fields) {
        return new KeyDefinition(fields, List.of("trim", "nfc"));
    }

    /** An identifier as it is stored, whatever signs that nobody sees came with it. */
    public String stored(String identifier) {
        if (Identifiers.isPlain(identifier)) {
            return identifier;
        }
        String trimmed = normalise.contains("trim") ? Identifiers.trimmed(identifier) : identifier;
        return normalise.contains("nfc") ? Identifiers.composed(trimmed) : trimmed;
    }

    /** An identifier as it is compared: the same for all spellings that name one item. */
    public String compared(String identifier) {
        String stored = stored(identifier);
        return ignoresCase() ? stored.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : stored;
    }

    public boolean ignoresCase() {
        return normalise.contains("case");
    }
}
