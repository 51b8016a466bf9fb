package dev.signalbox.item;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a process's items, as its DRL declares it.
 *
 * @param name the fact type's name, such as {@code Claim}
 * @param fields its fields by name, in the order declared
 */
public record ItemType(String name, Map<String, Field> fields) {

    public static ItemType of(String name, List<Field> fields) {
        var byName = new LinkedHashMap<String, Field>();
        fields.forEach(f -> byName.put(f.name(), f));
        return new ItemType(name, byName);
    }

    /**
     * One field.
     *
     * @param kind what its value is; for a list, what each element is
     * @param list whether it holds a list of such values
     * @param nested the shape of an OBJECT, otherwise null
     */
    public record Field(
            String name, Kind kind, boolean list, @Nullable ItemType nested) {}

    /** The kinds of value a field can hold, and the Java class its plain value has. */
    public enum Kind {
        TEXT("text", String.class),
        INTEGER("a whole number", Long.class),
        DECIMAL("a decimal number", java.math.BigDecimal.class),
        BOOLEAN("true or false", Boolean.class),
        DATE("a date", java.time.LocalDate.class),
        DATE_TIME("a date and time", java.time.LocalDateTime.class),
        INSTANT("a moment with its time zone", java.time.Instant.class),
        OBJECT("an object", Map.class);

        /** As in "expected a decimal number". */
        public final String words;

        public final Class<?> plain;

        Kind(String words, Class<?> plain) {
            this.words = words;
            this.plain = plain;
        }
    }
}
