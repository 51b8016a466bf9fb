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
        String closedAs = tx.handle()
                .createQuery("""
                        UPDATE item SET status = 'CLOSED', outcome = coalesce(:outcome, intended), closed_at = :now
                        WHERE id = :item AND status IN ('IN_PROGRESS', 'AWAITING_REVIEW')
                        RETURNING outcome""")
                .bind("outcome", outcome)
                .bind("now", tx.nowMillis())
                .bind("item", itemId)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new IllegalStateException("Expected an open item with an outcome to close"));
        History.add(tx, itemId, actor, Event.CLOSED, null, "as " + closedAs);
        return closedAs;
    }
}
