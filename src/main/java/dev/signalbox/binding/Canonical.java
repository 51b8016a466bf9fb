package dev.signalbox.binding;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.binding.Draft.TooLong;
import dev.signalbox.binding.Draft.Unbound;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/** Writes a {@link Draft} as JSON in its normal form: the same content gives the same bytes. */
final class Canonical {
    private static final int USUAL_LENGTH = 512;

    private Canonical() {}

    static byte[] json(Draft item) {
        var bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        try (var out = StrictJson.generator(bytes)) {
            object(out, item);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory is always writable
        }
        return bytes.toByteArray();
    }

    private static void object(JsonGenerator out, Draft draft) throws IOException {
        out.writeStartObject();
        for (var slot : draft.shape.slots) {
            var value = draft.values[slot.place()];
            if (value != null) {
                out.writeFieldName(slot.name());
                value(out, value);
            }
        }
        for (var unknown : draft.unknown().entrySet()) {
            out.writeFieldName(unknown.getKey());
            JsonTree.write(out, unknown.getValue());
        }
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, Object value) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof BigDecimal decimal) {
            out.writeNumber(decimal.toPlainString());
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Unbound unbound) {
            JsonTree.write(out, unbound.tree());
        } else if (value instanceof Draft nested) {
            object(out, nested);
        } else if (value instanceof TooLong tooLong) {
            value(out, tooLong.elements());
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (var element : list) {
                value(out, element);
            }
            out.writeEndArray();
        } else {
            out.writeString(value.toString()); // dates, which write themselves as ISO 8601
        }
    }
}
