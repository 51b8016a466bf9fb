package dev.signalbox.plan;

import dev.signalbox.item.TaskKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads steps out of rows. */
public final class StepRow {
    /** The columns that {@link #read} needs, of a table or alias {@code s}. */
    public static final String COLUMNS = """
            s.item_id, s.n, s.name, s.kind, s.task, s.status, s.queue, s.priority, s.due_at, s.assignee,
            s.lease_until, s.attempts, s.next_try, s.resolves, s.error, s.outcome, s.note, s.done_at""";

    private StepRow() {}

    public static Step read(ResultSet row) throws SQLException {
        var task = row.getString("task");
        int resolves = row.getInt("resolves");
        return new Step(
                row.getLong("item_id"),
                row.getInt("n"),
                row.getString("name"),
                StepKind.valueOf(row.getString("kind")),
                task == null ? null : TaskKind.valueOf(task),
                StepStatus.valueOf(row.getString("status")),
                row.getString("queue"),
                row.getInt("priority"),
                time(row, "due_at"),
                row.getString("assignee"),
                time(row, "lease_until"),
                row.getInt("attempts"),
                time(row, "next_try"),
                resolves == 0 ? null : resolves,
                row.getString("error"),
                row.getString("outcome"),
                row.getString("note"),
                time(row, "done_at"));
    }

    /** A time column, or null. */
    public static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
