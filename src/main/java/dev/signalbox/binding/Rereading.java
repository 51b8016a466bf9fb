package dev.signalbox.binding;

import dev.signalbox.binding.Draft.Unbound;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.ProcessDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads a stored item again by the pack that is live now, to tell whether another body means the same: the pack may have got
 * more fields since, or others.
 */
public final class Rereading {
    private Rereading() {}

    /**
     * What an item means that came as JSON.
     *
     * @param submitted the bytes as they came
     */
    public static byte[] meaning(ItemType type, ProcessDefinition process, byte[] submitted) throws MalformedBody {
        return meaning(draft(new Shape(type), submitted), process);
    }

    /**
     * What an item means that came as the row of a file.
     *
     * @param payload as it was first bound: columns that no field read stand in it as text, under their headings
     */
    public static byte[] meaningOfRow(ItemType type, ProcessDefinition process, byte[] payload) throws MalformedBody {
        var item = draft(new Shape(type), payload);
        var left = new TreeMap<>(item.unknown());
        var cells = new CsvValues(process.csv());
        for (var slot : item.shape.slots) {
            var field = slot.field();
            var column = process.csv().columns().getOrDefault(field.name(), field.name());
            if (item.values[slot.place()] == null && left.get(column) instanceof String cell && !field.list()) {
                left.remove(column);
                if (!cells.isNull(cell)) {
                    var value = cells.read(slot.kind(), cell);
                    item.values[slot.place()] = value == null ? new Unbound(cell) : value;
                }
            }
        }
        item.putUnknown(() -> left);
        return meaning(item, process);
    }

    private static byte[] meaning(Draft item, ProcessDefinition process) {
        var key = new KeyFields(item.shape, process.key());
        key.normalise(item, List.of());
        return Meaning.of(key.compared(item));
    }

    private static Draft draft(Shape shape, byte[] json) throws MalformedBody {
        try (var parser = StrictJson.parser(json)) {
            return new JsonReading(parser, Utf8.holds(json, '\\')).item(shape);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was read before
        }
    }
}
