package dev.signalbox.outcome;

import dev.signalbox.db.Tx;
import dev.signalbox.outcome.HistoryEntry.Event;
import java.util.List;
import java.util.stream.IntStream;
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

    /**
     * Closes open items, each with the outcome that its steps have been carrying out.
     *
     * @throws IllegalStateException when one is closed already or has no such outcome
     */
    public static void closeAsIntended(Tx tx, List<Long> itemIds, String actor) {
        record Intended(long itemId, String outcome) {}
        var intended = tx.queryIn(
                "SELECT id, intended FROM item WHERE id IN (%s) AND intended IS NOT NULL",
                row -> new Intended(row.getLong("id"), row.getString("intended")), itemIds);
        var closed = tx.updateEach(
                """
                UPDATE item SET status = 'CLOSED', outcome = ?, closed_at = ?
                WHERE id = ? AND status IN ('IN_PROGRESS', 'AWAITING_REVIEW')""",
                intended.stream()
                        .map(item -> new @Nullable Object[] {item.outcome, tx.nowMillis(), item.itemId})
                        .toList());
        if (closed.length < itemIds.size() || IntStream.range(0, closed.length).anyMatch(i -> !closed[i])) {
            throw new IllegalStateException("Expected open items with an outcome to close");
        }
        History.add(
                tx,
                intended.stream()
                        .map(item -> new History.News(item.itemId, actor, Event.CLOSED, null, "as " + item.outcome))
                        .toList());
    }
}
