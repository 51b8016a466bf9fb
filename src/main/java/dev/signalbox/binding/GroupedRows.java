package dev.signalbox.binding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file that stand one after the other and make one item, as one. Which item a row belongs to that cannot be
 * read nobody knows: the item before it and the one after are not taken for whole.
 */
final class GroupedRows implements Rows {
    static final int MOST_ROWS = 10_000;
    private static final int MOST_BYTES = 4 << 20;
    private static final int ROWS_TOGETHER = 500;
    private static final String TOO_MANY = "expected at most 10,000 rows and 4 MiB for one item";

    private final CsvRows rows;
    private final GroupBinder binder;
    private final ArrayDeque<Row> ahead = new ArrayDeque<>();

    /** What is wrong with the next item for what stands before it, or null. */
    private @Nullable String before;

    private @Nullable List<String> cutKey;

    GroupedRows(CsvRows rows, GroupBinder binder) {
        this.rows = rows;
        this.binder = binder;
    }

    @Override
    public List<Row> next(int max) throws IOException {
        var groups = new ArrayList<Row>();
        long bytes = 0;
        while (groups.size() < max && bytes < MOST_BYTES && peek() != null) {
            var group = group();
            bytes += group.raw().length;
            groups.add(group);
        }
        return groups;
    }

    @Override
    public List<Skipped> skipped() {
        return rows.skipped();
    }

    private @Nullable Row peek() throws IOException {
        if (ahead.isEmpty()) {
            ahead.addAll(rows.next(ROWS_TOGETHER));
        }
        return ahead.peek();
    }

    private Row group() throws IOException {
        var first = ahead.remove();
        var bytes = new ByteArrayOutputStream(first.raw().length);
        bytes.writeBytes(first.raw());
        var fault = before;
        before = null;
        var unread = binder.fault(first);
        if (unread != null) {
            before = unsure(first);
            return new Row(first.number(), first.number(), first.line(), first.raw(), unread);
        }
        var key = binder.key(first);
        if (key.equals(cutKey)) {
            fault = TOO_MANY + ", but this goes on from the row before";
        }
        cutKey = null;
        var last = first;
        boolean alone = key.stream().allMatch(String::isEmpty);
        for (var row = peek(); row != null && !alone; row = peek()) {
            var wrong = binder.fault(row);
            if (wrong == null && !key.equals(binder.key(row))) {
                break;
            }
            if (row.number() - first.number() >= MOST_ROWS || bytes.size() + row.raw().length > MOST_BYTES) {
                fault = TOO_MANY;
                cutKey = key;
                break;
            }
            before = wrong == null ? null : unsure(row);
            if (wrong != null && fault == null) {
                fault = "row " + row.number() + ": " + wrong;
            }
            bytes.write('\n');
            bytes.writeBytes(row.raw());
            last = Objects.requireNonNull(ahead.remove());
        }
        return new Row(first.number(), last.number(), first.line(), bytes.toByteArray(), fault);
    }

    private static String unsure(Row row) {
        return "row " + row.number() + " before it cannot be read, and may belong to this item";
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
