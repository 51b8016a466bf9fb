package dev.signalbox.process;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a task may take, written {@code 8h}, or {@code { default: 8h, by: { field: priority, critical: 1h } }} where it
 * hangs on the item.
 *
 * @param usual for items of which nothing else is said
 * @param field the item's field that it hangs on, or null
 * @param times by the field's value
 */
public record Due(Duration usual, @Nullable String field, Map<String, Duration> times) {
    static final String DEFAULT = "default";
    static final String BY = "by";
    static final String FIELD = "field";

    public static Due always(Duration time) {
        return new Due(time, null, Map.of());
    }

    /** @param value of the field, as text; empty when there is none */
    public Duration of(String value) {
        return times.getOrDefault(value.strip(), usual);
    }
}
