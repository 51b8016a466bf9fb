package dev.signalbox.decision;

import dev.signalbox.item.ItemType.Field;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Turns what a rule fills into a field into the field's plain class. */
final class Filling {
    private Filling() {}

    /** @throws IllegalArgumentException when it is no value of that field */
    static Object plain(Field field, @Nullable Object value) {
        Object plain = switch (field.kind()) {
            case INTEGER -> whole(value);
            case DECIMAL -> decimal(value);
            case OBJECT -> null;
            default -> value;
        };
        if (field.list() || !field.kind().plain.isInstance(plain)) {
            throw new IllegalArgumentException("Expected "
                    + (field.list() ? "a field that is no list" : field.kind().words) + " for " + field.name()
                    + ", but was " + (value == null ? "nothing" : Plain.text(value)));
        }
        return plain;
    }

    private static @Nullable Object whole(@Nullable Object value) {
        return value instanceof Integer || value instanceof Short || value instanceof Long
                ? (Object) ((Number) value).longValue()
                : null;
    }

    private static @Nullable Object decimal(@Nullable Object value) {
        if (value instanceof BigDecimal) {
            return value;
        }
        boolean finite = value instanceof Number number && Double.isFinite(number.doubleValue());
        return finite ? new BigDecimal(String.valueOf(value)) : null;
    }
}
