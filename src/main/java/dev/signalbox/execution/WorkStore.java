package dev.signalbox.execution;

import dev.signalbox.db.Tx;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The SQL of automatic steps. Index step_machine (process, status, next_try, item_id, n) holds exactly the open ones: what is to
 * be done next is the first range behind (process, 'READY'): SQLite plans {@code SEARCH step USING COVERING INDEX step_machine
 * (process=? AND status=? AND next_try<?)}, PostgreSQL {@code Limit -> LockRows -> Index Scan using step_machine on step}, then both
 * find each step by its key.
 */
final class WorkStore {
    private WorkStore() {}

    /**
     * Claims steps whose time has come, of processes that are loaded: nobody knows the addresses of the others.
     *
     * @param free how many of each process
     */
    static List<Claim> claim(Tx tx, Map<String, Integer> free, String worker, Duration lease) {
        var claimed = new ArrayList<Claim>();
        free.forEach((process, limit) ->
                claim(tx, process, worker, lease, limit).forEach(step -> claimed.add(new Claim(process, step))));
        return claimed;
    }

    /** A step that was claimed, and whose it is. */
    record Claim(String process, Step step) {}

    private static List<Step> claim(Tx tx, String process, String worker, Duration lease, int limit) {
        return tx.query(
                "WITH due AS MATERIALIZED (" + due(tx) + ")" + """
                UPDATE step AS s
                SET status = 'CLAIMED', assignee = ?, lease_until = ?, attempts = attempts + 1
                WHERE (item_id, n) IN (SELECT item_id, n FROM due) AND status = 'READY'
                RETURNING *""",
                StepRow::read,
                process,
                tx.nowMillis(),
                limit,
                worker,
                tx.now().plus(lease).toEpochMilli());
    }

    private static String due(Tx tx) {
        return """
               SELECT item_id, n FROM step
               WHERE kind = 'AUTOMATIC' AND status = 'READY' AND status IN ('READY', 'CLAIMED')
                 AND process = ? AND next_try <= ?
               ORDER BY next_try, item_id, n LIMIT ? %s""".formatted(tx.dialect().skipLocked());
    }

    /**
     * As {@link #claim}, but one by one, and without those that cannot be claimed: they hold up none of the others.
     *
     * @param left hears of each that was left, and why
     */
    static List<Claim> claimEach(
            Tx tx, Map<String, Integer> free, String worker, Duration lease, BiConsumer<String, Exception> left)
            throws SQLException {
        record Key(long itemId, int n) {}
        var claimed = new ArrayList<Claim>();
        for (var each : free.entrySet()) {
            var due = tx.query(
                    due(tx),
                    row -> new Key(row.getLong("item_id"), row.getInt("n")),
                    each.getKey(),
                    tx.nowMillis(),
                    each.getValue());
            for (Key key : due) {
                var failure = tx.apart(part -> claimed.addAll(part.query(
                        """
                        UPDATE step AS s
                        SET status = 'CLAIMED', assignee = ?, lease_until = ?, attempts = attempts + 1
                        WHERE item_id = ? AND n = ? AND status = 'READY'
                        RETURNING *""",
                        row -> new Claim(each.getKey(), StepRow.read(row)),
                        worker,
                        tx.now().plus(lease).toEpochMilli(),
                        key.itemId,
                        key.n)));
                failure.ifPresent(e -> left.accept(Ids.step(key.itemId, key.n), e));
            }
        }
        return claimed;
    }

    /** Claimed automatic steps whose lease has run out. */
    static List<Step> expired(Tx tx, int limit) {
        return tx.query(
                "SELECT " + StepRow.COLUMNS
                        + " FROM step s WHERE status = 'CLAIMED' AND lease_until <= ? AND kind = 'AUTOMATIC'"
                        + " ORDER BY lease_until LIMIT ? " + tx.dialect().skipLocked(),
                StepRow::read,
                tx.nowMillis(),
                limit);
    }

    /** Frees what a worker has claimed, for others to start at once; its own late reports are refused from now on. */
    static int release(Tx tx, String worker) {
        return tx.update("""
                UPDATE step SET status = 'READY', assignee = NULL, lease_until = NULL, next_try = ?
                WHERE status = 'CLAIMED' AND kind = 'AUTOMATIC' AND assignee = ?""", tx.nowMillis(), worker);
    }

    /** Ends the leases of every other worker at once. */
    static int endLeasesOfOthers(Tx tx, String worker) {
        return tx.update("""
                UPDATE step SET lease_until = ?
                WHERE status = 'CLAIMED' AND kind = 'AUTOMATIC' AND assignee <> ?""", tx.nowMillis(), worker);
    }
}
