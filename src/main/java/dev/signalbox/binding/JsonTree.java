package dev.signalbox.binding;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * JSON that no type describes: a {@code String}, a {@code Boolean}, a number that keeps its spelling, {@link #NULL},
 * a {@code List} of these or a {@code SortedMap} to these.
 */
final class JsonTree {
    static final Object NULL = new Object();

    /** A number as it was written: reading it could lose digits, or make a few characters fill the memory. */
    record Literal(String text) {}

    private JsonTree() {}

    static void write(JsonGenerator out, Object tree) throws IOException {
        if (tree instanceof String text) {
            out.writeString(text);
        } else if (tree instanceof Literal number) {
            out.writeNumber(number.text());
        } else if (tree instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (tree instanceof List<?> list) {
            out.writeStartArray();
            for (var element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (tree instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (var entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else {
            out.writeNull();
        }
    }

    /** A value as it came: a string itself, anything else as JSON. */
    static String text(Object tree) {
        if (tree instanceof String text) {
            return text;
        }
        var text = new StringWriter();
        try (var out = StrictJson.generator(text)) {
            write(out, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory is always writable
        }
        return text.toString();
    }

    /** A value as a message shows it: {@code 'N/A'}, {@code 12}, {@code a list}. */
    static String described(Object tree) {
        if (tree instanceof String text) {
            return Findings.quoted(text);
        }
        return tree instanceof List<?>
                ? "a list"
                : tree instanceof Map<?, ?> ? "an object" : Findings.cut(text(tree), 60);
    }
}
