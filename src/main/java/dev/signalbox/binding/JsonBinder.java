package dev.signalbox.binding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.ProcessDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes items of JSON objects. Strict about JSON, lenient about types where nothing is lost: a string that holds exactly a
 * number, a boolean or an ISO 8601 date binds, as does 3.0 to a whole number. A value that does not bind is a problem of its
 * field, and a field the type does not know is a warning.
 */
public final class JsonBinder implements RowBinder {
    private final Shape shape;
    private final KeyFields key;

    /** @throws IllegalArgumentException when a key field of the process is no single value of the type */
    public JsonBinder(ItemType type, ProcessDefinition process) {
        this.shape = new Shape(type);
        this.key = new KeyFields(shape, process.key());
    }

    /** @throws MalformedBody when the body is not exactly one JSON object, in UTF-8 and within bounds */
    public Bound bind(byte[] body) throws MalformedBody {
        try (var parser = StrictJson.parser(body)) {
            var reading = new JsonReading(parser, Utf8.holds(body, '\\'));
            var item = read(reading, parser);
            return new Bound(item, reading.problems.list(), key.normalise(item, reading.warnings.list()), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array is always readable
        }
    }

    private Draft read(JsonReading reading, JsonParser parser) throws IOException, MalformedBody {
        try {
            return reading.item(shape);
        } catch (JsonProcessingException e) {
            throw StrictJson.malformed(e, parser);
        }
    }

    @Override
    public List<BoundRow> bind(List<Row> rows) {
        var bound = new ArrayList<BoundRow>(rows.size());
        for (var row : rows) {
            bound.add(bind(row));
        }
        return bound;
    }

    private BoundRow bind(Row row) {
        if (row.fault() != null) {
            return new BoundRow(row, null, new MalformedBody(row.fault()));
        }
        try {
            return new BoundRow(row, bind(row.raw()), null);
        } catch (MalformedBody e) {
            return new BoundRow(row, null, e);
        }
    }
}
