package dev.signalbox.outcome;

import dev.signalbox.db.Tx;
import dev.signalbox.outcome.HistoryEntry.Event;
import org.jspecify.annotations.Nullable;

/** Ends items. */
public final class Closing {
    private Closing() {}

    /**
     * Closes an open item.
     *
     * @param outcome how it ended; null for the outcome that its steps have been carrying out
     * @return the outcome it closed with
     * @throws IllegalStateException when the item is closed already or no outcome is known
     */
    public static String close(Tx tx, long itemId, @Nullable String outcome, String actor) {
        var closedAs = tx.query("""
                UPDATE item SET status = 'CLOSED', outcome = coalesce(?, intended), closed_at = ?
                WHERE id = ? AND status IN ('IN_PROGRESS', 'AWAITING_REVIEW')
                RETURNING outcome""", row -> row.getString("outcome"), outcome, tx.nowMillis(), itemId);
        if (closedAs.isEmpty()) {
            throw new IllegalStateException("Expected an open item with an outcome to close");
        }
        History.add(tx, itemId, actor, Event.CLOSED, null, "as " + closedAs.get(0));
        return closedAs.get(0);
    }
}
