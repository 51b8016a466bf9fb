package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.process.CsvFormat;
import dev.signalbox.process.KeyDefinition;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.Routes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type with a field of each kind, and shorthand for binding it. */
final class Things {
    private static final ItemType LINE = ItemType.of(
            "Line", List.of(field("sku", Kind.TEXT), field("amount", Kind.DECIMAL), list("tags", Kind.TEXT, null)));

    static final ItemType TYPE = ItemType.of(
            "Thing",
            List.of(
                    field("number", Kind.TEXT),
                    field("count", Kind.INTEGER),
                    field("amount", Kind.DECIMAL),
                    field("urgent", Kind.BOOLEAN),
                    field("day", Kind.DATE),
                    field("time", Kind.DATE_TIME),
                    field("moment", Kind.INSTANT),
                    new Field("party", Kind.OBJECT, false, ItemType.of("Party", List.of(field("name", Kind.TEXT)))),
                    list("lines", Kind.OBJECT, LINE),
                    list("days", Kind.DATE, null)));

    private Things() {}

    private static Field field(String name, Kind kind) {
        return new Field(name, kind, false, null);
    }

    private static Field list(String name, Kind kind, @Nullable ItemType nested) {
        return new Field(name, kind, true, nested);
    }

    static ProcessDefinition process(List<String> key, CsvFormat csv) {
        return process(KeyDefinition.of(key), csv);
    }

    static ProcessDefinition process(KeyDefinition key, CsvFormat csv) {
        return new ProcessDefinition(
                "things",
                "Things",
                new ProcessDefinition.Owner("Owner", "owner@example.org"),
                "Thing",
                key,
                csv,
                "UTC",
                Map.of(),
                new Routes(List.of(), List.of(), List.of()),
                "people",
                "people",
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of());
    }

    static Bound json(String body) throws MalformedBody {
        return json(body.getBytes(UTF_8));
    }

    static Bound json(byte[] body) throws MalformedBody {
        return new JsonBinder(TYPE, process(List.of("number"), new CsvFormat(Map.of(), List.of(), List.of())))
                .bind(body);
    }

    static String payload(Bound bound) {
        return new String(bound.payload(), UTF_8);
    }
}
