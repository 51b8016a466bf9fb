package dev.signalbox.decision;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as people read them and as they can be stored: texts and truths stay, everything else becomes text. */
final class Plain {
    private Plain() {}

    static @Nullable Object of(@Nullable Object value) {
        return value instanceof Boolean ? value : text(value);
    }

    static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal decimal) {
            // A number such as 1e999999999 would be a text of a billion digits.
            return Math.abs((long) decimal.scale()) > 1_000 ? decimal.toString() : decimal.toPlainString();
        }
        if (value instanceof Collection<?> list) {
            return list.size() == 1 ? "1 entry" : list.size() + " entries";
        }
        if (value instanceof Map<?, ?>) {
            return "an object";
        }
        return value.toString();
    }
}
