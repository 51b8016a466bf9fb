package dev.signalbox.execution;

import dev.signalbox.db.Tx;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepRow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL of automatic steps. Index step_machine (process, status, next_try, item_id, n) holds exactly the open ones: what is to
 * be done next is the first range behind (process, 'READY'): SQLite plans {@code SEARCH step USING COVERING INDEX step_machine
 * (process=? AND status=? AND next_try<?)}, PostgreSQL {@code Limit -> LockRows -> Index Scan using step_machine on step}, then both
 * find each step by its key.
 */
final class WorkStore {
    private WorkStore() {}

    /** A step that was claimed, and whose it is. */
    record Claim(String process, Step step) {}

    /** Which steps of a process are meant, by their names: these, or all but these. */
    record Names(List<String> names, boolean others) {
        static final Names ALL = new Names(List.of(), true);

        private String condition() {
            var marks = names.stream().map(name -> "?").collect(Collectors.joining(", "));
            return names.isEmpty() ? "" : " AND name " + (others ? "NOT IN (" : "IN (") + marks + ")";
        }
    }

    /** Claims up to so many steps of a process whose time has come. */
    static List<Claim> claim(Tx tx, String process, Names names, String worker, Duration lease, int limit) {
        return tx.query(
                "WITH due AS MATERIALIZED (" + due(tx, names) + ")" + """
                UPDATE step AS s
                SET status = 'CLAIMED', assignee = ?, lease_until = ?, attempts = attempts + 1
                WHERE (item_id, n) IN (SELECT item_id, n FROM due) AND status = 'READY'
                RETURNING *""",
                row -> new Claim(process, StepRow.read(row)),
                Stream.of(
                                dueOf(tx, process, names, limit),
                                Stream.of(worker, tx.now().plus(lease).toEpochMilli()))
                        .flatMap(values -> values)
                        .toArray());
    }

    private static String due(Tx tx, Names names) {
        return """
               SELECT item_id, n FROM step
               WHERE kind = 'AUTOMATIC' AND status = 'READY' AND status IN ('READY', 'CLAIMED')
                 AND process = ? AND next_try <= ?%s
               ORDER BY next_try, item_id, n LIMIT ? %s""".formatted(names.condition(), tx.dialect().skipLocked());
    }

    private static Stream<Object> dueOf(Tx tx, String process, Names names, int limit) {
        return Stream.of(Stream.of(process, tx.nowMillis()), names.names.stream(), Stream.of(limit))
                .flatMap(values -> values);
    }

    /** As {@link #claim}, but one by one, and without those that cannot be claimed: they hold up none of the others. */
    static List<Claim> claimEach(
            Tx tx,
            String process,
            Names names,
            String worker,
            Duration lease,
            int limit,
            BiConsumer<String, Exception> left)
            throws SQLException {
        record Key(long itemId, int n) {}
        var claimed = new ArrayList<Claim>();
        var due = tx.query(
                due(tx, names),
                row -> new Key(row.getLong("item_id"), row.getInt("n")),
                dueOf(tx, process, names, limit).toArray());
        for (Key key : due) {
            var failure = tx.apart(part -> claimed.addAll(part.query(
                    """
                    UPDATE step AS s
                    SET status = 'CLAIMED', assignee = ?, lease_until = ?, attempts = attempts + 1
                    WHERE item_id = ? AND n = ? AND status = 'READY'
                    RETURNING *""",
                    row -> new Claim(process, StepRow.read(row)),
                    worker,
                    tx.now().plus(lease).toEpochMilli(),
                    key.itemId,
                    key.n)));
            failure.ifPresent(e -> left.accept(Ids.step(key.itemId, key.n), e));
        }
        return claimed;
    }

    /** Puts off steps whose time has come, in slightly different measure, so that they do not come back all at once. */
    static int putOff(Tx tx, String process, Names names, Instant until, int limit) {
        return tx.update(
                "WITH due AS MATERIALIZED (" + due(tx, names) + ")" + """
                UPDATE step AS s SET next_try = ? + s.item_id % 1000
                WHERE (item_id, n) IN (SELECT item_id, n FROM due) AND status = 'READY'""",
                Stream.concat(dueOf(tx, process, names, limit), Stream.of(until.toEpochMilli()))
                        .toArray());
    }

    /** When a step first failed, since a person was last asked about it. */
    static Optional<Instant> firstFailure(Tx tx, Step step) {
        return tx
                .query(
                        """
                        SELECT at FROM history WHERE item_id = ? AND step = ? AND event = 'STEP_RETRIED'
                          AND seq > coalesce((SELECT max(seq) FROM history
                                              WHERE item_id = ? AND step = ? AND event = 'STEP_FAILED'), 0)
                        ORDER BY seq LIMIT 1""",
                        row -> Instant.ofEpochMilli(row.getLong("at")),
                        step.itemId(),
                        step.n(),
                        step.itemId(),
                        step.n())
                .stream()
                .findFirst();
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
