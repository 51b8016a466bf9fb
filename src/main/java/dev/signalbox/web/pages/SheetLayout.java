package dev.signalbox.web.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Labels;
import dev.signalbox.item.Problem;
import dev.signalbox.web.pages.Sheet.Column;
import dev.signalbox.web.pages.Sheet.Group;
import dev.signalbox.web.pages.Sheet.Part;
import dev.signalbox.web.pages.Sheet.Row;
import dev.signalbox.web.pages.Sheet.Table;
import dev.signalbox.web.pages.Sheet.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays an item out by field, each problem beside the field it names. */
final class SheetLayout {
    private static final int MOST_OF_AN_EXTRA = 5_000;

    private final Stored stored;
    private final Set<String> filled;
    private final Map<String, String> typed;
    private final Set<String> removed;
    private final Set<String> told = new HashSet<>();
    private final Rows rows;

    /**
     * Which rows of long lists are shown.
     *
     * @param from the first, from 0
     * @param href the item's page, where the others are
     */
    record Rows(int from, String href) {
        static final int AT_ONCE = 100;
    }

    private SheetLayout(Stored stored, Set<String> filled, Map<String, String> typed, Set<String> removed, Rows rows) {
        this.stored = stored;
        this.filled = filled;
        this.typed = typed;
        this.removed = removed;
        this.rows = rows;
    }

    /**
     * @param filled fields that rules filled in
     * @param typed what somebody typed over the stored values, by path
     * @param removed paths of list elements that they marked to be taken out
     */
    static Sheet of(
            ItemType type,
            Stored stored,
            Set<String> filled,
            Map<String, String> typed,
            Set<String> removed,
            Rows rows) {
        var layout = new SheetLayout(stored, filled, typed, removed, rows);
        var parts = layout.parts(type, stored.payload(), "");
        var extras = new ArrayList<Value>();
        stored.payload().properties().forEach(e -> {
            if (!type.fields().containsKey(e.getKey())) {
                extras.add(new Value(
                        e.getKey(),
                        Labels.label(e.getKey()),
                        some(Stored.text(e.getValue())),
                        null,
                        Kind.TEXT,
                        true,
                        false,
                        layout.problems(e.getKey())));
            }
        });
        return new Sheet(parts, extras, layout.untold());
    }

    /** The values of a sheet that were typed over what is stored, by path. */
    static Map<String, String> changed(Sheet sheet) {
        var changed = new LinkedHashMap<String, String>();
        changed(sheet.parts(), changed);
        return changed;
    }

    private static void changed(List<? extends Part> parts, Map<String, String> changed) {
        for (Part part : parts) {
            if (part instanceof Value value && value.came() != null) {
                changed.put(value.path(), value.text());
            } else if (part instanceof Group group) {
                changed(group.parts(), changed);
            } else if (part instanceof Table table) {
                table.rows().forEach(row -> changed(row.cells(), changed));
            }
        }
    }

    private List<Part> parts(ItemType type, @Nullable JsonNode object, String prefix) {
        var parts = new ArrayList<Part>();
        for (Field field : type.fields().values()) {
            var path = prefix.isEmpty() ? field.name() : prefix + "." + field.name();
            var node = object == null ? null : object.get(field.name());
            if (field.list()) {
                parts.add(table(field, node, path));
            } else if (field.nested() != null) {
                parts.add(
                        new Group(path, Labels.label(field.name()), parts(field.nested(), node, path), problems(path)));
            } else {
                parts.add(value(field, node, path));
            }
        }
        return parts;
    }

    private Table table(Field field, @Nullable JsonNode node, String path) {
        int stored = node != null && node.isArray() ? node.size() : 0;
        int size = stored;
        while (typedRow(path + "[" + size + "]")) {
            size++;
        }
        var shown = new ArrayList<Row>();
        for (int i : shown(path, size)) {
            shown.add(row(field, i < stored && node != null ? node.get(i) : null, path, i));
        }
        var columns = field.nested() == null
                ? List.of(new Column("Value", numeric(field)))
                : field.nested().fields().values().stream()
                        .map(f -> new Column(Labels.label(f.name()), numeric(f)))
                        .toList();
        return new Table(
                path,
                Labels.label(field.name()),
                columns,
                shown,
                row(field, null, path, size),
                problems(path),
                size,
                shown.size() < size ? others(path, size) : null);
    }

    /** A hundred of them, and those that somebody has to look at: at fault, typed over, or marked to be taken out. */
    private Collection<Integer> shown(String path, int size) {
        var shown = new TreeSet<Integer>();
        int from = Math.min(rows.from, Math.max(0, size - 1));
        for (int i = from; i < Math.min(size, from + Rows.AT_ONCE); i++) {
            shown.add(i);
        }
        Stream.of(stored.problems().stream().map(Problem::field), typed.keySet().stream(), removed.stream())
                .flatMap(fields -> fields)
                .filter(field -> field.startsWith(path + "["))
                .map(field -> field.substring(path.length() + 1).replaceFirst("].*", ""))
                .filter(index -> index.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(index -> index < size)
                .forEach(shown::add);
        return shown;
    }

    private String others(String path, int size) {
        int next = rows.from + Rows.AT_ONCE;
        return rows.href + "?from=" + (next < size ? next : 0) + "#" + Sheet.id(path);
    }

    private static String some(String text) {
        return text.length() <= MOST_OF_AN_EXTRA ? text : text.substring(0, MOST_OF_AN_EXTRA) + "…";
    }

    private Row row(Field field, @Nullable JsonNode element, String list, int index) {
        var path = list + "[" + index + "]";
        var cells = new ArrayList<Value>();
        if (field.nested() == null) {
            cells.add(value(new Field("", field.kind(), false, null), element, path));
            return new Row(path, index + 1, cells, List.of(), removed.contains(path));
        }
        for (Field column : field.nested().fields().values()) {
            cells.add(value(column, element == null ? null : element.get(column.name()), path + "." + column.name()));
        }
        return new Row(path, index + 1, cells, problems(path), removed.contains(path));
    }

    private Value value(Field field, @Nullable JsonNode node, String path) {
        var shown = stored.text(path, node);
        var over = typed.getOrDefault(path, shown);
        boolean changed = !Stored.same(over, shown);
        return new Value(
                path,
                Labels.label(field.name()),
                changed ? over : shown,
                changed ? shown : null,
                field.kind(),
                field.list(),
                filled.contains(path),
                problems(path));
    }

    private boolean typedRow(String path) {
        return typed.entrySet().stream()
                .anyMatch(e -> !e.getValue().isBlank() && e.getKey().startsWith(path));
    }

    private List<String> problems(String path) {
        told.add(path);
        return stored.problems(path).stream().map(Problem::message).toList();
    }

    private List<String> untold() {
        return stored.problems().stream()
                .filter(p -> !told.contains(p.field()))
                .map(p -> p.field().isEmpty() ? p.message() : p.field() + " " + p.message())
                .toList();
    }

    private static boolean numeric(Field field) {
        return field.kind() == Kind.DECIMAL || field.kind() == Kind.INTEGER;
    }
}
