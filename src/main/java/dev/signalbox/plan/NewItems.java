package dev.signalbox.plan;

import dev.signalbox.db.Tx;
import dev.signalbox.item.ItemStatus;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores accepted items, many at a time: the hot path, so plain JDBC with one batch for each table, which costs half of what
 * single statements do.
 */
public final class NewItems {
    private static final String ITEM = """
            INSERT INTO item (id, process, status, route, received_at, sender, name, content, media_type, submitted, payload,
                              decision, plan, intended, outcome, closed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) WHERE name IS NOT NULL DO NOTHING""";
    static final String STEP = """
            INSERT INTO step (item_id, n, process, name, kind, task, status, queue, priority, due_at, next_try,
                              resolves, error)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private NewItems() {}

    /** Stores the items that are new; tells for each whether it was, that is, whether no stored item has its name. */
    public static boolean[] insert(Tx tx, List<NewItem> items) throws SQLException {
        var stored = insertItems(tx, items);
        try (var steps = tx.prepare(STEP)) {
            var step = steps.statement();
            for (int i = 0; i < stored.length; i++) {
                if (stored[i]) {
                    var item = items.get(i);
                    for (Step planned : item.plan().steps()) {
                        addStep(step, item.process(), planned);
                    }
                }
            }
            step.executeBatch();
        }
        return stored;
    }

    private static boolean[] insertItems(Tx tx, List<NewItem> items) throws SQLException {
        try (var insert = tx.prepare(ITEM)) {
            var row = insert.statement();
            for (NewItem item : items) {
                addItem(row, item);
            }
            var counts = row.executeBatch();
            var stored = new boolean[counts.length];
            for (int i = 0; i < counts.length; i++) {
                stored[i] = counts[i] == 1;
            }
            return stored;
        }
    }

    private static void addItem(PreparedStatement row, NewItem item) throws SQLException {
        var closed = item.status() == ItemStatus.CLOSED;
        row.setLong(1, item.id());
        row.setString(2, item.process());
        row.setString(3, item.status().name());
        row.setString(4, item.decision().route().name());
        row.setLong(5, item.receivedAt().toEpochMilli());
        row.setString(6, item.actor());
        row.setBytes(7, item.name());
        row.setBytes(8, item.content());
        row.setString(9, item.mediaType());
        row.setBytes(10, item.submitted());
        row.setString(11, item.payload());
        row.setString(12, item.decisionJson());
        row.setString(13, item.planJson());
        row.setString(14, item.plan().intended());
        row.setString(15, closed ? item.plan().intended() : null);
        setTime(row, 16, closed ? item.receivedAt() : null);
        row.addBatch();
    }

    static void addStep(PreparedStatement row, String process, Step step) throws SQLException {
        row.setLong(1, step.itemId());
        row.setInt(2, step.n());
        row.setString(3, process);
        row.setString(4, step.name());
        row.setString(5, step.kind().name());
        row.setString(6, step.task() == null ? null : step.task().name());
        row.setString(7, step.status().name());
        row.setString(8, step.queue());
        row.setInt(9, step.priority());
        setTime(row, 10, step.dueAt());
        setTime(row, 11, step.nextTry());
        row.setObject(12, step.resolves());
        row.setString(13, step.error());
        row.addBatch();
    }

    private static void setTime(PreparedStatement row, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            row.setNull(index, Types.BIGINT);
        } else {
            row.setLong(index, time.toEpochMilli());
        }
    }
}
