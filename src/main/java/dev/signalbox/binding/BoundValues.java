package dev.signalbox.binding;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of an object by field, in the order declared. Kept by place: a map for each item would cost as much as reading it. */
final class BoundValues extends AbstractMap<String, Object> {
    private final Shape shape;
    private final @Nullable Object[] values;

    /** @param values by place; null where there is none */
    BoundValues(Shape shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    @Override
    public @Nullable Object get(@Nullable Object field) {
        var slot = field instanceof String name ? shape.slot(name) : null;
        return slot == null ? null : values[slot.place()];
    }

    @Override
    public boolean containsKey(@Nullable Object field) {
        return get(field) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        var entries = new LinkedHashSet<Map.Entry<String, Object>>(values.length * 2);
        for (var slot : shape.slots) {
            var value = values[slot.place()];
            if (value != null) {
                entries.add(Map.entry(slot.field().name(), value));
            }
        }
        return entries;
    }
}
