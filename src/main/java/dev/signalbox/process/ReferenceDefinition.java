package dev.signalbox.process;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * A reference table, {@code reference/NAME.csv}, whose rows are facts. An item meets only the rows that belong to its own
 * fields, so a table of any size costs a rule one look-up. Each part maps a column of the table to a field of the item, as
 * in {@code { number: purchaseOrder }}; at least one is there.
 *
 * @param type the fact type of a row, declared in the pack's DRL
 * @param key columns that equal the field
 * @param begins a column that the field begins with; of several rows the longest
 * @param from a column that the field is not below; without {@code to}, of several rows the highest
 * @param to a column that the field is not above
 */
public record ReferenceDefinition(
        @Pattern(regexp = Words.TYPE, message = Words.TYPE_WORDS)
        String type,

        @Default("{}") Map<@NotBlank(message = Words.FILLED) String, @NotBlank(message = Words.FILLED) String> key,
        @Default("{}") Map<@NotBlank(message = Words.FILLED) String, @NotBlank(message = Words.FILLED) String> begins,
        @Default("{}") Map<@NotBlank(message = Words.FILLED) String, @NotBlank(message = Words.FILLED) String> from,
        @Default("{}") Map<@NotBlank(message = Words.FILLED) String, @NotBlank(message = Words.FILLED) String> to) {

    /** A table whose rows are found by what equals. */
    public ReferenceDefinition(String type, Map<String, String> key) {
        this(type, key, Map.of(), Map.of(), Map.of());
    }

    /** The item's fields that rows are found by. */
    public Collection<String> fields() {
        var fields = new LinkedHashSet<>(key.values());
        fields.addAll(begins.values());
        fields.addAll(from.values());
        fields.addAll(to.values());
        return fields;
    }
}
