package dev.signalbox.decision;

import dev.signalbox.process.Identifiers;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.ReferenceDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reference table, indexed by its key. Each item gets separate facts, so that no rule can change a row for another. */
final class ReferenceTable {
    private static final int MOST_OVERLAPS = 20;

    private final String file;
    private final FactShape shape;
    private final List<Slot> columns;
    private final Collection<String> fields;
    private final List<String> keyFields;
    private final @Nullable String begins;
    private final @Nullable String range;
    private final boolean bounded;
    private final Map<List<Object>, Band> rows = new HashMap<>();
    private int longest;
    private int size;

    /**
     * An empty table.
     *
     * @param file as it is named in faults
     */
    ReferenceTable(String file, FactShape shape, ReferenceDefinition definition, List<Slot> columns) {
        this.file = file;
        this.shape = shape;
        this.columns = columns;
        this.fields = definition.fields();
        this.keyFields = List.copyOf(definition.key().values());
        this.begins = only(definition.begins());
        this.range = only(definition.from());
        this.bounded = !definition.to().isEmpty();
    }

    private static @Nullable String only(Map<String, String> columns) {
        return columns.isEmpty() ? null : columns.values().iterator().next();
    }

    /**
     * Adds a row.
     *
     * @param key values of the key columns, and of the one that the field begins with
     */
    void add(List<Object> key, Band.Row row) {
        var comparable = new ArrayList<>(key.size());
        key.forEach(value -> comparable.add(comparable(value)));
        if (begins != null) {
            longest = Math.max(longest, ((String) comparable.get(key.size() - 1)).length());
        }
        rows.computeIfAbsent(comparable, k -> new Band()).add(row);
        size++;
    }

    int size() {
        return size;
    }

    /** To be called when all rows are in. */
    void sort() {
        if (range != null) {
            rows.values().forEach(Band::sort);
        }
    }

    /** A row as a fact. */
    record Row(FactShape shape, Object fact) {}

    /** Some values of its key, by the item's field that they are found by. */
    Map<String, List<Object>> keys(int most) {
        var keys = new LinkedHashMap<String, List<Object>>();
        var fields = new ArrayList<>(keyFields);
        if (begins != null) {
            fields.add(begins);
        }
        for (int i = 0; i < fields.size(); i++) {
            int at = i;
            keys.put(
                    fields.get(i),
                    rows.keySet().stream().limit(most).map(key -> key.get(at)).toList());
        }
        if (range != null) {
            keys.put(
                    range,
                    rows.values().stream()
                            .flatMap(band -> band.bounds().stream())
                            .distinct()
                            .limit(most)
                            .toList());
        }
        return keys;
    }

    /** Whether the item has all that a row is found by. */
    boolean hasKey(Map<String, Object> item) {
        return fields.stream().allMatch(item::containsKey);
    }

    /** Whether a row belongs to the item. */
    boolean finds(Map<String, Object> item) {
        var found = new ArrayList<>();
        find(item, found::add);
        return !found.isEmpty();
    }

    /** Hands over the rows that belong to the item. */
    void match(Map<String, Object> item, Consumer<Row> facts) {
        find(item, row -> facts.accept(new Row(shape, fact(row))));
    }

    private void find(Map<String, Object> item, Consumer<@Nullable Object[]> found) {
        var key = new ArrayList<>(keyFields.size() + 1);
        for (String field : keyFields) {
            Object value = item.get(field);
            if (value == null) {
                return;
            }
            key.add(comparable(value));
        }
        Band band = begins == null ? rows.get(key) : beginning(key, item.get(begins));
        Object value = range == null ? null : item.get(range);
        if (band == null || (range != null && value == null)) {
            return;
        }
        if (value == null) {
            band.all(found);
        } else if (bounded) {
            band.within(value, found);
        } else {
            band.nearest(value, found);
        }
    }

    /** The rows with the longest text that the value begins with. */
    private @Nullable Band beginning(List<Object> key, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = Identifiers.usual((String) value);
        for (int length = Math.min(longest, text.length()); length > 0; length--) {
            key.add(text.substring(0, length));
            Band band = rows.get(key);
            if (band != null) {
                return band;
            }
            key.remove(key.size() - 1);
        }
        return null;
    }

    private Object fact(@Nullable Object[] row) {
        Object fact = shape.make();
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (value != null) {
                columns.get(i).set(fact, value);
            }
        }
        return fact;
    }

    /** Rows of which one item may meet two, though each should be found for itself. */
    List<PackFault> overlaps() {
        var found = new ArrayList<PackFault>();
        if (range != null || begins != null) {
            rows.forEach((key, band) -> band.overlaps(bounded).forEach(two -> {
                int first = Math.min(two.get(0).line(), two.get(1).line());
                int second = Math.max(two.get(0).line(), two.get(1).line());
                found.add(new PackFault(
                        file, second, "an item may find this row and that of line " + first + ": they overlap"));
            }));
        }
        return found.stream()
                .sorted((a, b) -> a.line() - b.line())
                .limit(MOST_OVERLAPS)
                .map(PackFault::asWarning)
                .toList();
    }

    /** 1.0 and 1.00 are the same number, and no sign that nobody sees keeps a row from being found. */
    private static Object comparable(Object value) {
        if (value instanceof String text) {
            return Identifiers.usual(text);
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }
}
