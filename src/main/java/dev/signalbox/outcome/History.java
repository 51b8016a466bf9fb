package dev.signalbox.outcome;

import dev.signalbox.db.Database;
import dev.signalbox.db.Tx;
import dev.signalbox.db.Values;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Ids;
import dev.signalbox.outcome.HistoryEntry.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to items: append-only, written in the transaction that makes the change. How an item arrived and was first
 * decided is told by its own row, which holds all of it and is never changed in that: rows of their own would say it twice and
 * cost as much as the item.
 */
public final class History {
    /** The actor of what the engine does by itself. */
    public static final String SIGNALBOX = "signalbox";

    private static final int COLUMNS = 5;

    private final Database database;

    public History(Database database) {
        this.database = database;
    }

    /** All that happened to an item, oldest first. */
    public List<HistoryEntry> of(long itemId) {
        return database.read(tx -> {
            var entries = new ArrayList<HistoryEntry>();
            var kinds = new ActorKinds();
            tx.query("""
                            SELECT i.received_at, i.sender, i.media_type, coalesce(e.decision, i.decision) AS decision,
                                   coalesce(e.plan, i.plan) = '[]' AS closed
                            FROM item i LEFT JOIN earlier_decision e ON e.item_id = i.id AND e.n = 1
                            WHERE i.id = ?""", row -> arrival(row, kinds), itemId).forEach(entries::addAll);
            entries.addAll(tx.query(
                    "SELECT seq, at, actor, event, step, detail FROM history WHERE item_id = ? ORDER BY seq",
                    row -> entry(row, itemId, kinds),
                    itemId));
            return entries;
        });
    }

    private static HistoryEntry entry(ResultSet row, long itemId, ActorKinds kinds) throws SQLException {
        var event = Event.valueOf(row.getString("event"));
        var step = row.getInt("step") == 0 ? null : row.getInt("step");
        return new HistoryEntry(
                row.getInt("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                kinds.next(event, step),
                event,
                step == null ? null : Ids.step(itemId, step),
                row.getString("detail"));
    }

    private static List<HistoryEntry> arrival(ResultSet row, ActorKinds kinds) throws SQLException {
        var at = Instant.ofEpochMilli(row.getLong("received_at"));
        var decision = Decision.stored(row.getString("decision"));
        var rules = Decided.by(decision.version());
        var entries = new ArrayList<HistoryEntry>();
        entries.add(arrived(1, at, row.getString("sender"), kinds, Event.RECEIVED, row.getString("media_type")));
        entries.add(arrived(2, at, rules, kinds, Event.DECIDED, Decided.words(decision)));
        if (row.getBoolean("closed")) {
            var outcome = Objects.requireNonNull(decision.outcome());
            entries.add(arrived(3, at, rules, kinds, Event.CLOSED, "as " + outcome));
        }
        return entries;
    }

    private static HistoryEntry arrived(
            int seq, Instant at, String actor, ActorKinds kinds, Event event, String detail) {
        return new HistoryEntry(seq, at, actor, kinds.next(event, null), event, null, detail);
    }

    /**
     * What is to be added to an open item that is stored.
     *
     * @param step its number, where it is about one
     */
    public record News(
            long itemId,
            String actor,
            Event event,
            @Nullable Integer step,
            String detail) {}

    /** As {@link #add(Tx, List)}. */
    public static void add(Tx tx, long itemId, String actor, Event event, @Nullable Integer step, String detail) {
        add(tx, List.of(new News(itemId, actor, event, step, detail)));
    }

    /** Adds one entry to each item; what its row tells counts as the first two. */
    public static void add(Tx tx, List<News> news) {
        if (news.isEmpty()) {
            return;
        }
        int length = Values.length(news.size());
        var values = new ArrayList<@Nullable Object>();
        values.add(tx.nowMillis());
        for (var each : news) {
            values.addAll(Arrays.asList(each.itemId, each.actor, each.event.name(), each.step, each.detail));
        }
        values.addAll(Collections.nCopies((length - news.size()) * COLUMNS, null));
        tx.update(
                """
                INSERT INTO history (item_id, seq, at, actor, event, step, detail)
                SELECT column1, coalesce((SELECT max(seq) FROM history h WHERE h.item_id = column1), 2) + 1, ?,
                       column2, column3, column4, column5
                FROM (VALUES %s) AS news WHERE column1 IS NOT NULL""".formatted(Values.list(
                        length,
                        "(cast(? AS BIGINT), cast(? AS TEXT), cast(? AS TEXT), cast(? AS BIGINT), cast(? AS TEXT))")),
                values.toArray());
    }
}
