package dev.signalbox.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of a table in the order of their lower bounds, so that those a value lies in are found without a look at the rest. */
final class Band {
    private static final Comparator<@Nullable Object> ORDER = Comparator.nullsFirst(Band::compare);

    /** @param low null when there is none below, as {@code high} when there is none above */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    record Row(
            @Nullable Object[] cells,
            @Nullable Object low,
            @Nullable Object high,
            int line) {
        private boolean reaches(Object value) {
            return high == null || compare(high, value) >= 0;
        }
    }

    /** Most tables have a row for each key. */
    private final List<Row> rows = new ArrayList<>(1);

    /** For each row, the one that reaches highest of those up to it. */
    private List<Row> highest = List.of();

    void add(Row row) {
        rows.add(row);
    }

    /** To be called once, before values are looked up. */
    void sort() {
        rows.sort(Comparator.comparing(Row::low, ORDER));
        var reaching = new ArrayList<Row>(rows.size());
        Row top = rows.get(0);
        for (Row row : rows) {
            boolean below = top.high == null || (row.high != null && compare(top.high, row.high) >= 0);
            top = below ? top : row;
            reaching.add(top);
        }
        highest = reaching;
    }

    /** All rows. */
    void all(Consumer<@Nullable Object[]> found) {
        for (Row row : rows) {
            found.accept(row.cells);
        }
    }

    /** Rows from low to high. */
    void within(Object value, Consumer<@Nullable Object[]> found) {
        for (int i = last(value); i >= 0 && highest.get(i).reaches(value); i--) {
            if (rows.get(i).reaches(value)) {
                found.accept(rows.get(i).cells);
            }
        }
    }

    /** The rows with the highest low that is not above the value. */
    void nearest(Object value, Consumer<@Nullable Object[]> found) {
        int last = last(value);
        for (int i = last; i >= 0 && ORDER.compare(rows.get(i).low, rows.get(last).low) == 0; i--) {
            found.accept(rows.get(i).cells);
        }
    }

    /** The last row whose low is not above the value, or -1. */
    private int last(Object value) {
        int from = 0;
        int to = rows.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ORDER.compare(rows.get(middle).low, value) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    /**
     * Each row that some value shares with one before it, and the one before.
     *
     * @param bounded whether a row ends at its high, and not where the next begins
     */
    List<List<Row>> overlaps(boolean bounded) {
        var found = new ArrayList<List<Row>>();
        for (int i = 1; i < rows.size(); i++) {
            Row row = rows.get(i);
            Row before = bounded ? highest.get(i - 1) : rows.get(i - 1);
            if (bounded ? row.low == null || before.reaches(row.low) : ORDER.compare(row.low, before.low) == 0) {
                found.add(List.of(before, row));
            }
        }
        return found;
    }

    /** The bounds that are there. */
    List<Object> bounds() {
        var bounds = new ArrayList<>();
        for (Row row : rows) {
            if (row.low != null) {
                bounds.add(row.low);
            }
            if (row.high != null) {
                bounds.add(row.high);
            }
        }
        return bounds;
    }

    /** Both of one kind, which has an order. */
    @SuppressWarnings("unchecked")
    static int compare(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }
}
