package dev.signalbox.decision;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values that a rule saw, read when somebody asks: what only counts decisions never does. Facts do not change. */
final class Seen extends AbstractMap<String, @Nullable Object> {
    private final Supplier<Map<String, @Nullable Object>> values;
    private volatile @Nullable Map<String, @Nullable Object> read;

    Seen(Supplier<Map<String, @Nullable Object>> values) {
        this.values = values;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> known = read;
        if (known == null) {
            known = Collections.unmodifiableMap(values.get());
            read = known;
        }
        return known.entrySet();
    }
}
