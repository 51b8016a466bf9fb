package dev.signalbox.binding;

import org.jspecify.annotations.Nullable;

/**
 * A row and what could be made of it. Exactly one of the last two is there.
 *
 * @param bound the item; with a problem on the empty field when the row is kept as text because it cannot be read
 * @param refused why the row is no item
 */
public record BoundRow(
        Row row, @Nullable Bound bound, @Nullable MalformedBody refused) {}
