package dev.signalbox.item;

import org.jspecify.annotations.Nullable;

/**
 * One fault in an item's data.
 *
 * @param field the path of the field, as in {@code lines[2].amount}; empty when the whole item is meant
 * @param message what is wrong, readable after the field's name: {@code must not be blank}
 * @param value the value as it came, or null when there was none
 */
public record Problem(
        String field, String message, @Nullable String value) {}
