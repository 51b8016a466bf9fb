package dev.signalbox.decision;

import dev.signalbox.item.Bounds;
import dev.signalbox.item.ItemType.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Turns what a rule fills into a field into the field's plain class. */
final class Filling {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Filling() {}

    /** @throws IllegalArgumentException when it is no value of that field, or none that can be stored */
    static Object plain(Field field, @Nullable Object value) {
        Object plain = switch (field.kind()) {
            case INTEGER -> whole(value);
            case DECIMAL -> decimal(value);
            case OBJECT -> null;
            default -> value;
        };
        if (field.list() || !field.kind().plain.isInstance(plain)) {
            throw refused(field, field.list() ? "a field that is no list" : field.kind().words, value);
        }
        if (plain instanceof BigDecimal decimal) {
            BigDecimal bounded = Bounds.decimal(decimal);
            if (bounded == null) {
                throw refused(field, "a decimal number of at most " + Bounds.MOST_DIGITS + " digits", decimal);
            }
            return bounded;
        }
        if (plain instanceof String text && !Bounds.isText(text)) {
            throw refused(field, "text that can be stored", "text with NUL or half a letter in it");
        }
        LocalDate day = day(plain);
        if (day != null && !Bounds.isDate(day)) {
            throw refused(field, field.kind().words + " of the years 1 to 9999", plain);
        }
        return plain;
    }

    private static IllegalArgumentException refused(Field field, String expected, @Nullable Object value) {
        return new IllegalArgumentException("Expected " + expected + " for " + field.name() + ", but was "
                + (value == null ? "nothing" : Plain.text(value)));
    }

    private static @Nullable LocalDate day(Object plain) {
        if (plain instanceof Instant moment) {
            // Beyond these an Instant has no date.
            return moment.isBefore(FIRST) || moment.isAfter(LAST)
                    ? LocalDate.MIN
                    : LocalDate.ofInstant(moment, ZoneOffset.UTC);
        }
        return plain instanceof LocalDate date ? date : plain instanceof LocalDateTime time ? time.toLocalDate() : null;
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
