package dev.signalbox.binding;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.signalbox.binding.Shape.Slot;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Problem;
import dev.signalbox.process.Identifiers;
import dev.signalbox.process.KeyDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that together name an item. */
final class KeyFields {
    private final List<Slot> slots = new ArrayList<>();
    private final KeyDefinition definition;

    /** @throws IllegalArgumentException when the shape has no such field, or one that holds more than a single value */
    KeyFields(Shape shape, KeyDefinition definition) {
        this.definition = definition;
        for (var name : definition.fields()) {
            var slot = shape.slot(name);
            if (slot == null || slot.field().list() || slot.kind() == Kind.OBJECT) {
                throw new IllegalArgumentException("Expected each key field to be a field of " + shape.type.name()
                        + " with a single value, but was '" + name + "'");
            }
            slots.add(slot);
        }
    }

    /**
     * Puts the item's identifiers into the form that is stored.
     *
     * @return the warnings, and one for each identifier that was changed
     */
    List<Problem> normalise(Draft item, List<Problem> warnings) {
        var all = warnings;
        for (var slot : slots) {
            if (item.values[slot.place()] instanceof String text) {
                var stored = definition.stored(text);
                item.values[slot.place()] = stored;
                all = with(all, slot, stored.equals(text) ? null : Identifiers.change(text, stored));
                all = with(all, slot, Identifiers.hidden(stored));
            }
        }
        return all;
    }

    private static List<Problem> with(List<Problem> warnings, Slot slot, @Nullable String message) {
        if (message == null) {
            return warnings;
        }
        var more = new ArrayList<>(warnings);
        more.add(new Problem(slot.field().name(), message, null));
        return more;
    }

    /** The item with its identifiers as they are compared. */
    Draft compared(Draft item) {
        return definition.ignoresCase() ? item.with(slots, this::compared) : item;
    }

    private Object compared(Object value) {
        return value instanceof String text ? definition.compared(text) : value;
    }

    /** The values as the text of a JSON array; null when one is missing, blank or unreadable, or there are no fields. */
    @Nullable
    String of(Draft item) {
        if (slots.isEmpty()) {
            return null;
        }
        var key = new StringBuilder(32);
        char before = '[';
        for (var slot : slots) {
            var value = item.values[slot.place()];
            if (value == null || value instanceof Draft.Unbound || (value instanceof String text && text.isBlank())) {
                return null;
            }
            key.append(before);
            append(key, compared(value));
            before = ',';
        }
        return key.append(']').toString();
    }

    private static void append(StringBuilder key, Object value) {
        if (value instanceof BigDecimal decimal) {
            key.append(decimal.stripTrailingZeros().toPlainString()); // 12.50 names what 12.5 names
        } else if (value instanceof Long || value instanceof Boolean) {
            key.append(value);
        } else {
            key.append('"');
            JsonStringEncoder.getInstance().quoteAsString(value.toString(), key);
            key.append('"');
        }
    }
}
