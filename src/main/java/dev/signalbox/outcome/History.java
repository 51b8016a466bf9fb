package dev.signalbox.outcome;

import dev.signalbox.db.Database;
import dev.signalbox.db.Tx;
import dev.signalbox.item.Ids;
import dev.signalbox.outcome.HistoryEntry.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to items: append-only, written in the transaction that makes the change. */
public final class History {
    /** The actor of what the engine does by itself. */
    public static final String SIGNALBOX = "signalbox";

    private final Database database;

    public History(Database database) {
        this.database = database;
    }

    /** All that happened to an item, oldest first. */
    public List<HistoryEntry> of(long itemId) {
        return database.read(tx -> tx.handle()
                .createQuery("SELECT seq, at, actor, event, step, detail FROM history WHERE item_id = ? ORDER BY seq")
                .bind(0, itemId)
                .map((row, context) -> new HistoryEntry(
                        row.getInt("seq"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("actor"),
                        Event.valueOf(row.getString("event")),
                        row.getInt("step") == 0 ? null : Ids.step(itemId, row.getInt("step")),
                        row.getString("detail")))
                .list());
    }

    /** Adds one entry to an item that is already stored. */
    public static void add(Tx tx, long itemId, String actor, Event event, @Nullable Integer step, String detail) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO history (item_id, seq, at, actor, event, step, detail)
                        SELECT :item, coalesce(max(seq), 0) + 1, :at, :actor, :event, :step, :detail
                        FROM history WHERE item_id = :item""")
                .bind("item", itemId)
                .bind("at", tx.nowMillis())
                .bind("actor", actor)
                .bind("event", event.name())
                .bind("step", step)
                .bind("detail", detail)
                .execute();
    }
}
