package dev.signalbox.plan;

import dev.signalbox.db.BulkInsert;
import dev.signalbox.db.InsertTogether;
import dev.signalbox.db.Tx;
import dev.signalbox.item.ItemStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accepted items on their way to the disk, many at a time: the hot path. */
public final class NewItems {
    private static final BulkInsert ITEMS = BulkInsert.unlessThereIs("(name) WHERE name IS NOT NULL", "item", """
            id BIGINT, process TEXT, status TEXT, route TEXT, received_at BIGINT, sender TEXT, name BYTEA, content BYTEA,
            media_type TEXT, submitted BYTEA, payload TEXT, decision TEXT, plan TEXT, intended TEXT, outcome TEXT,
            closed_at BIGINT""");
    private static final BulkInsert STEPS = BulkInsert.into("step", """
            item_id BIGINT, n BIGINT, process TEXT, name TEXT, kind TEXT, task TEXT, status TEXT, queue TEXT, priority BIGINT,
            due_at BIGINT, next_try BIGINT, resolves BIGINT, error TEXT""");

    private static final InsertTogether ITEMS_AND_STEPS = new InsertTogether(ITEMS, STEPS);

    private final List<@Nullable Object[]> rows;
    private final List<@Nullable Object[]> steps = new ArrayList<>();

    /** Makes their rows, so that the writer need not. */
    public NewItems(List<NewItem> items) {
        rows = new ArrayList<>(items.size());
        for (var item : items) {
            rows.add(row(item));
            for (var step : item.plan().steps()) {
                steps.add(row(item.process(), step));
            }
        }
    }

    /** Stores the items that are new; tells for each whether it was, that is, whether no stored item has its name. */
    public boolean[] insert(Tx tx) throws SQLException {
        return ITEMS_AND_STEPS.run(tx, rows, steps);
    }

    /** Stores further steps of an item that is stored. */
    static void append(Tx tx, String process, List<Step> steps) throws SQLException {
        STEPS.run(tx, steps.stream().map(step -> row(process, step)).toList());
    }

    private static @Nullable Object[] row(NewItem item) {
        var closed = item.status() == ItemStatus.CLOSED;
        return new @Nullable Object[] {
            item.id(),
            item.process(),
            item.status().name(),
            item.decision().route().name(),
            millis(item.receivedAt()),
            item.actor(),
            item.name(),
            item.content(),
            item.mediaType(),
            item.submitted(),
            item.payload(),
            item.decisionJson(),
            item.planJson(),
            item.plan().intended(),
            closed ? item.plan().intended() : null,
            closed ? millis(item.receivedAt()) : null
        };
    }

    private static @Nullable Object[] row(String process, Step step) {
        return new @Nullable Object[] {
            step.itemId(),
            (long) step.n(),
            process,
            step.name(),
            step.kind().name(),
            step.task() == null ? null : step.task().name(),
            step.status().name(),
            step.queue(),
            (long) step.priority(),
            millis(step.dueAt()),
            millis(step.nextTry()),
            step.resolves() == null ? null : step.resolves().longValue(),
            step.error()
        };
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
