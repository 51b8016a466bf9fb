package dev.signalbox.decision;

import dev.signalbox.process.Identifiers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reference table, indexed by its key. Each item gets facts of its own, so that no rule can change a row for another. */
final class ReferenceTable {
    private final FactShape shape;
    private final List<String> itemFields;
    private final List<Slot> columns;
    private final Map<List<Object>, List<@Nullable Object[]>> rows = new HashMap<>();

    /**
     * An empty table.
     *
     * @param itemFields the item's fields that the key is made of
     */
    ReferenceTable(FactShape shape, List<String> itemFields, List<Slot> columns) {
        this.shape = shape;
        this.itemFields = itemFields;
        this.columns = columns;
    }

    void add(List<Object> key, @Nullable Object[] row) {
        rows.computeIfAbsent(key.stream().map(ReferenceTable::comparable).toList(), k -> new ArrayList<>(1))
                .add(row);
    }

    /** A row as a fact. */
    record Row(FactShape shape, Object fact) {}

    /** Some values of its key, by the item's field that they are found by. */
    Map<String, List<Object>> keys(int most) {
        var keys = new LinkedHashMap<String, List<Object>>();
        for (int i = 0; i < itemFields.size(); i++) {
            int at = i;
            keys.put(
                    itemFields.get(i),
                    rows.keySet().stream().limit(most).map(key -> key.get(at)).toList());
        }
        return keys;
    }

    boolean hasKey(Map<String, Object> item) {
        return key(item) != null;
    }

    /** Whether a row belongs to the item. */
    boolean finds(Map<String, Object> item) {
        return rows.containsKey(key(item));
    }

    /** The item's, or null when a part of it is missing. */
    private @Nullable List<Object> key(Map<String, Object> item) {
        var key = new ArrayList<>(itemFields.size());
        for (String field : itemFields) {
            Object value = item.get(field);
            if (value == null) {
                return null;
            }
            key.add(comparable(value));
        }
        return key;
    }

    /** Hands over the rows that belong to the item. */
    void match(Map<String, Object> item, Consumer<Row> facts) {
        List<Object> key = key(item);
        if (key == null) {
            return;
        }
        for (@Nullable Object[] row : rows.getOrDefault(key, List.of())) {
            Object fact = shape.make();
            for (int i = 0; i < row.length; i++) {
                Object value = row[i];
                if (value != null) {
                    columns.get(i).set(fact, value);
                }
            }
            facts.accept(new Row(shape, fact));
        }
    }

    /** 1.0 and 1.00 are the same number, and no sign that nobody sees keeps a row from being found. */
    private static Object comparable(Object value) {
        if (value instanceof String text) {
            return Identifiers.usual(text);
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }
}
