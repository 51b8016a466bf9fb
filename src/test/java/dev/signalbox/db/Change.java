package dev.signalbox.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One committed change of a row, as {@link SimulatedStore} notes it.
 *
 * @param what item, history, AUTOMATIC or HUMAN
 * @param was the status before; null of a new row
 * @param became the status; the event of history
 * @param heldBy the assignee; the actor of history
 * @param words the note of a step that is done, otherwise its error; the name of a new item
 */
public record Change(
        long seq,
        String what,
        long itemId,
        int n,
        @Nullable String was,
        String became,
        @Nullable String wasHeldBy,
        @Nullable String heldBy,
        long wasHeldUntil,
        long heldUntil,
        int wasAttempts,
        long nextTry,
        @Nullable String words) {

    static Change read(ResultSet row) throws SQLException {
        return new Change(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                row.getInt(11),
                row.getLong(12),
                row.getString(13));
    }
}
