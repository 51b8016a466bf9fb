package dev.signalbox.binding;

import dev.signalbox.binding.Shape.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An object being bound. For each field of its shape it holds a plain value, a {@code Draft} for a nested object, a list of
 * these, {@link TooLong}, or {@link Unbound}; null when there is none.
 */
final class Draft {
    private static final SortedMap<String, Object> NOTHING_UNKNOWN = new TreeMap<>();

    final Shape shape;
    final @Nullable Object[] values;
    private SortedMap<String, Object> unknown = NOTHING_UNKNOWN;
    private @Nullable Supplier<SortedMap<String, Object>> unread;

    /** A value that is not what its field holds: a {@link JsonTree}, kept as it came. */
    record Unbound(Object tree) {}

    /** A list with more elements than rules may be asked about, kept as it came. */
    record TooLong(List<Object> elements) {}

    Draft(Shape shape) {
        this.shape = shape;
        this.values = new Object[shape.slots.size()];
    }

    /** Fields the shape does not know, by name, as {@link JsonTree}s. */
    SortedMap<String, Object> unknown() {
        var later = unread;
        if (later != null) {
            unread = null;
            unknown = later.get();
        }
        return unknown;
    }

    /** What the shape does not know, read when it is asked for: rules never do. */
    void putUnknown(Supplier<SortedMap<String, Object>> later) {
        unread = later;
    }

    /** @return whether the name was there before */
    boolean putUnknown(String name, Object tree) {
        if (unknown == NOTHING_UNKNOWN) {
            unknown = new TreeMap<>();
        }
        return unknown.put(name, tree) != null;
    }

    /** A copy with some values otherwise. */
    Draft with(List<Slot> slots, UnaryOperator<Object> otherwise) {
        var copy = new Draft(shape);
        System.arraycopy(values, 0, copy.values, 0, values.length);
        copy.unknown = unknown();
        for (var slot : slots) {
            var value = values[slot.place()];
            copy.values[slot.place()] = value == null ? null : otherwise.apply(value);
        }
        return copy;
    }

    /** What rules may see: all that could be bound. */
    Map<String, Object> bound() {
        var plain = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            plain[i] = plain(values[i]);
        }
        return new BoundValues(shape, plain);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Unbound || value instanceof TooLong) {
            return null;
        }
        if (value instanceof Draft nested) {
            return nested.bound();
        }
        if (value instanceof List<?> list) {
            var plain = new ArrayList<Object>(list.size());
            for (var element : list) {
                var bound = plain(element);
                if (bound == null) {
                    // A list with a hole in it would move the elements behind: such a list is unreadable as a whole.
                    return null;
                }
                plain.add(bound);
            }
            return plain;
        }
        return value;
    }
}
