package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.binding.Draft.Unbound;
import dev.signalbox.binding.Shape.Slot;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an item means, as bytes that are alike exactly when two bodies say the same. Fields stand by name, whether the type
 * knows them or not, so that a type with more fields or in another order gives the same bytes; 1.10 and 11e-1 are one number,
 * and null is no field. Each value says its kind and its length, so that no two meanings run into one another.
 */
final class Meaning {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    private Meaning() {}

    static byte[] of(Draft item) {
        var meaning = new Meaning();
        meaning.object(item);
        return meaning.out.toByteArray();
    }

    private void object(Draft draft) {
        out.write('{');
        var unknown = draft.unknown().entrySet().iterator();
        var next = unknown.hasNext() ? unknown.next() : null;
        for (Slot slot : draft.shape.sorted) {
            while (next != null && next.getKey().compareTo(slot.field().name()) < 0) {
                member(next.getKey(), next.getValue());
                next = unknown.hasNext() ? unknown.next() : null;
            }
            member(slot.field().name(), draft.values[slot.place()]);
        }
        while (next != null) {
            member(next.getKey(), next.getValue());
            next = unknown.hasNext() ? unknown.next() : null;
        }
        out.write('}');
    }

    private void object(SortedMap<?, ?> tree) {
        out.write('{');
        tree.forEach((name, value) -> member((String) name, value));
        out.write('}');
    }

    private void member(String name, @Nullable Object value) {
        if (value != null && value != JsonTree.NULL) {
            piece('.', name);
            value(value);
        }
    }

    private void value(Object value) {
        if (value instanceof String text) {
            piece('"', text);
        } else if (value instanceof BigDecimal decimal) {
            piece('#', number(decimal));
        } else if (value instanceof Long number) {
            piece('#', number.toString());
        } else if (value instanceof JsonTree.Literal literal) {
            piece('#', number(literal.text()));
        } else if (value instanceof Boolean flag) {
            out.write(flag ? 't' : 'f');
        } else if (value instanceof Unbound unbound) {
            value(unbound.tree());
        } else if (value instanceof Draft nested) {
            object(nested);
        } else if (value instanceof SortedMap<?, ?> tree) {
            object(tree);
        } else if (value instanceof List<?> list) {
            out.write('[');
            list.forEach(this::value);
            out.write(']');
        } else if (value == JsonTree.NULL) {
            out.write('0');
        } else {
            piece('"', value.toString()); // dates, as a type without the field would have kept their text
        }
    }

    /** A number that no type describes may be of any size: an exponent is not written out. */
    private static String number(String literal) {
        try {
            return number(new BigDecimal(literal));
        } catch (NumberFormatException e) {
            return literal; // an exponent beyond an int
        }
    }

    private static String number(BigDecimal decimal) {
        var shortest = decimal.stripTrailingZeros();
        return Math.abs((long) shortest.scale()) <= PlainText.MOST_DIGITS
                ? shortest.toPlainString()
                : shortest.toString();
    }

    private void piece(char kind, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.write(kind);
        for (int length = bytes.length; ; length >>>= 7) {
            if (length < 0x80) {
                out.write(length);
                break;
            }
            out.write(length | 0x80);
        }
        out.writeBytes(bytes);
    }
}
