package dev.signalbox.process;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.Map;

/**
 * A reference table, {@code reference/NAME.csv}, whose rows are facts. An item meets only the rows whose key columns equal
 * the item's own fields, so a table of any size costs a rule one look-up.
 *
 * @param type the fact type of a row, declared in the pack's DRL
 * @param key column of the table to field of the item, as in {@code { number: purchaseOrder }}
 */
public record ReferenceDefinition(
        @Pattern(regexp = Words.TYPE, message = Words.TYPE_WORDS)
        String type,

        @NotEmpty(message = Words.FILLED)
        Map<@NotBlank(message = Words.FILLED) String, @NotBlank(message = Words.FILLED) String> key) {}
