package dev.signalbox.decision.host;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain values of a type's fields in a frame: the number of the field, from 1, and its value; at the end a 0. */
final class Values {
    private final Field[] fields;
    private final @Nullable Values[] nested;

    Values(ItemType type) {
        fields = type.fields().values().toArray(Field[]::new);
        nested = new Values[fields.length];
        for (int i = 0; i < fields.length; i++) {
            ItemType inner = fields[i].nested();
            nested[i] = inner == null ? null : new Values(inner);
        }
    }

    void write(FrameWriter out, Map<String, Object> values) {
        // By index: this runs for every item.
        for (int i = 0; i < fields.length; i++) {
            Object value = values.get(fields[i].name());
            if (value != null) {
                out.number(i + 1L);
                write(out, i, value);
            }
        }
        out.number(0);
    }

    private void write(FrameWriter out, int field, Object value) {
        if (!fields[field].list()) {
            element(out, field, value);
            return;
        }
        List<?> list = (List<?>) value;
        out.number(list.size());
        for (Object element : list) {
            out.flag(element != null);
            if (element != null) {
                element(out, field, element);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void element(FrameWriter out, int field, Object value) {
        Values inner = nested[field];
        if (inner != null) {
            inner.write(out, (Map<String, Object>) value);
        } else if (value instanceof String text) {
            out.text(text);
        } else if (value instanceof BigDecimal decimal) {
            out.number(decimal.scale());
            BigInteger digits = decimal.unscaledValue();
            boolean small = digits.bitLength() < Long.SIZE;
            out.flag(small);
            if (small) {
                out.number(digits.longValue());
            } else {
                out.bytes(digits.toByteArray());
            }
        } else if (value instanceof LocalDate date) {
            out.number(date.toEpochDay());
        } else if (value instanceof Long number) {
            out.number(number);
        } else if (value instanceof Boolean flag) {
            out.flag(flag);
        } else if (value instanceof LocalDateTime time) {
            out.number(time.toLocalDate().toEpochDay());
            out.number(time.toLocalTime().toNanoOfDay());
        } else if (value instanceof Instant moment) {
            write(out, moment);
        } else {
            throw new IllegalArgumentException(
                    "Expected a plain value for " + fields[field].name() + ", but was a " + value.getClass());
        }
    }

    static void write(FrameWriter out, Instant moment) {
        out.number(moment.getEpochSecond());
        out.number(moment.getNano());
    }

    static Instant instant(FrameReader in) throws BadFrame {
        return Instant.ofEpochSecond(in.number(), in.below(1_000_000_000));
    }

    Map<String, Object> read(FrameReader in) throws BadFrame {
        var values = new LinkedHashMap<String, Object>();
        for (int field = in.below(fields.length + 1); field > 0; field = in.below(fields.length + 1)) {
            values.put(fields[field - 1].name(), read(in, field - 1));
        }
        return values;
    }

    private Object read(FrameReader in, int field) throws BadFrame {
        if (!fields[field].list()) {
            return element(in, field);
        }
        int size = in.count();
        var list = new ArrayList<@Nullable Object>(size);
        for (int i = 0; i < size; i++) {
            list.add(in.flag() ? element(in, field) : null);
        }
        return list;
    }

    private Object element(FrameReader in, int field) throws BadFrame {
        return switch (fields[field].kind()) {
            case OBJECT -> inner(field).read(in);
            case TEXT -> in.text();
            case DECIMAL -> decimal(in);
            case DATE -> LocalDate.ofEpochDay(in.number());
            case INTEGER -> in.number();
            case BOOLEAN -> in.flag();
            case DATE_TIME -> LocalDateTime.of(LocalDate.ofEpochDay(in.number()), LocalTime.ofNanoOfDay(in.number()));
            case INSTANT -> instant(in);
        };
    }

    private Values inner(int field) throws BadFrame {
        Values inner = nested[field];
        if (inner == null) {
            throw new BadFrame("Expected fields of " + fields[field].name() + ", but its type has none");
        }
        return inner;
    }

    private static BigDecimal decimal(FrameReader in) throws BadFrame {
        int scale = Math.toIntExact(in.number());
        if (in.flag()) {
            return BigDecimal.valueOf(in.number(), scale);
        }
        byte[] digits = in.bytesOrNull();
        if (digits == null) {
            throw new BadFrame("Expected the digits of a number, but there are none");
        }
        return new BigDecimal(new BigInteger(digits), scale);
    }
}
