package dev.signalbox.outcome;

import dev.signalbox.db.Tx;
import dev.signalbox.outcome.HistoryEntry.Event;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Ends items. */
public final class Closing {
    private Closing() {}

    private record Ended(long itemId, String outcome) {}

    /**
     * Closes an open item.
     *
     * @throws IllegalStateException when it is closed already
     */
    public static void close(Tx tx, long itemId, String outcome, String actor) {
        closeEach(tx, List.of(new Ended(itemId, outcome)), actor);
    }

    /**
     * Closes open items, each with the outcome that its steps have been carrying out.
     *
     * @throws IllegalStateException when one is closed already or has no such outcome
     */
    public static void closeAsIntended(Tx tx, List<Long> itemIds, String actor) {
        var intended = tx.queryIn(
                "SELECT id, intended FROM item WHERE id IN (%s) AND intended IS NOT NULL",
                row -> new Ended(row.getLong("id"), row.getString("intended")), itemIds);
        if (intended.size() < itemIds.size()) {
            throw new IllegalStateException("Expected items with an outcome to close");
        }
        closeEach(tx, intended, actor);
    }

    private static void closeEach(Tx tx, List<Ended> items, String actor) {
        var closed = tx.updateEach(
                """
                UPDATE item SET status = 'CLOSED', outcome = ?, closed_at = ?
                WHERE id = ? AND status IN ('IN_PROGRESS', 'AWAITING_REVIEW')""",
                items.stream()
                        .map(item -> new @Nullable Object[] {item.outcome, tx.nowMillis(), item.itemId})
                        .toList());
        if (IntStream.range(0, closed.length).anyMatch(i -> !closed[i])) {
            throw new IllegalStateException("Expected an open item to close");
        }
        History.add(
                tx,
                items.stream()
                        .map(item -> new History.News(item.itemId, actor, Event.CLOSED, null, "as " + item.outcome))
                        .toList());
    }
}
