package dev.signalbox.review;

import dev.signalbox.db.Tx;
import dev.signalbox.db.Values;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of tasks. Index step_task (process, queue, status, due_at, item_id, n) holds exactly the open HUMAN steps: the most
 * urgent one is its first entry behind (process, queue, 'READY'), however long the queue. SQLite uses a partial index only for a
 * query that repeats its condition word for word: hence status IN ('READY', 'CLAIMED') beside status = 'READY', and behind it, or
 * after an ANALYZE it takes the IN for its way into the index and sorts the whole queue. {@link #claimNext} for 8 reviewers with a
 * million tasks in the queue, SQLite 3.54 and PostgreSQL 18 (0.9 ms behind 32,000 claims that were not vacuumed yet):
 *
 * <pre>
 * SQLite      MATERIALIZE turn
 *               MATERIALIZE due
 *                 SEARCH step USING COVERING INDEX step_task (process=? AND queue=? AND status=?)
 *             SCAN turn
 *             SEARCH s USING PRIMARY KEY (item_id=? AND n=?)
 *             SCAN reviewer
 * PostgreSQL  Update on step s (actual time=0.534..0.878 rows=8.00)
 *               CTE due
 *                 -&gt;  Limit (actual rows=8.00) -&gt;  LockRows (actual rows=8.00)
 *                       -&gt;  Index Scan using step_task on step (actual time=0.366..0.369 rows=8.00)
 *                             Index Cond: ((process = …) AND (queue = …) AND … AND (status = 'READY'))
 *               -&gt;  Hash Join (actual rows=8.00)
 *                     Hash Cond: (turn.turn = "*VALUES*".column1)
 *                     -&gt;  Nested Loop (actual rows=8.00)
 *                           -&gt;  CTE Scan on turn (actual rows=8.00)
 *                           -&gt;  Index Scan using step_holder on step s (actual time=0.002 rows=1.00 loops=8)
 *                                 Index Cond: (item_id = turn.item_id)
 * </pre>
 */
final class TaskStore {
    private static final String TASK = "SELECT " + StepRow.COLUMNS
            + ", i.process, i.payload, i.decision FROM step s JOIN item i ON i.id = s.item_id ";

    private static final Comparator<Step> BY_URGENCY = Comparator.comparing(
                    Step::dueAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(Step::itemId)
            .thenComparingInt(Step::n);

    private TaskStore() {}

    /** Any HUMAN step, open or not. */
    static Optional<Task> find(Tx tx, long itemId, int n) {
        return tx
                .query(TASK + "WHERE s.item_id = ? AND s.n = ? AND s.kind = 'HUMAN'", TaskStore::task, itemId, n)
                .stream()
                .findFirst();
    }

    static Optional<Step> step(Tx tx, long itemId, int n) {
        return tx
                .query(
                        "SELECT " + StepRow.COLUMNS + " FROM step s WHERE item_id = ? AND n = ? AND kind = 'HUMAN'",
                        StepRow::read,
                        itemId,
                        n)
                .stream()
                .findFirst();
    }

    /**
     * Open tasks by urgency, behind the task given. READY and CLAIMED are two ranges of the index, so that neither is
     * sorted.
     */
    static List<Task> open(Tx tx, String process, String queue, @Nullable Step after, int limit) {
        var range = """
                SELECT * FROM (SELECT item_id, n, due_at FROM step
                WHERE kind = 'HUMAN' AND status = '%s' AND status IN ('READY', 'CLAIMED')
                  AND process = :process AND queue = :queue
                  AND (due_at, item_id, n) > (:due, :item, :n)
                ORDER BY due_at, item_id, n LIMIT :limit)""";
        return tx.handle()
                .createQuery("WITH page AS (SELECT * FROM (" + range.formatted("READY") + " UNION ALL "
                        + range.formatted("CLAIMED") + ") ORDER BY due_at, item_id, n LIMIT :limit) "
                        + "SELECT " + StepRow.COLUMNS + ", i.process, i.payload, i.decision FROM page p "
                        + "JOIN step s ON s.item_id = p.item_id AND s.n = p.n JOIN item i ON i.id = p.item_id "
                        + "ORDER BY p.due_at, p.item_id, p.n")
                .bind("process", process)
                .bind("queue", queue)
                .bind(
                        "due",
                        after == null || after.dueAt() == null
                                ? Long.MIN_VALUE
                                : after.dueAt().toEpochMilli())
                .bind("item", after == null ? 0 : after.itemId())
                .bind("n", after == null ? 0 : after.n())
                .bind("limit", limit)
                .map((row, context) -> task(row))
                .list();
    }

    /** Claims the most urgent ready tasks, the first for the first reviewer, and so on while there are any. */
    static List<Step> claimNext(Tx tx, String process, String queue, List<String> reviewers, Duration lease) {
        int length = Values.length(reviewers.size());
        var values = new ArrayList<@Nullable Object>(List.of(process, queue, reviewers.size()));
        values.add(tx.now().plus(lease).toEpochMilli());
        for (int turn = 1; turn <= length; turn++) {
            values.add(turn);
            values.add(turn <= reviewers.size() ? reviewers.get(turn - 1) : null);
        }
        // The second LIMIT says in figures how few they are, or PostgreSQL plans for a tenth of the queue.
        var claimed = tx.query(
                """
                WITH due AS MATERIALIZED (
                    SELECT item_id, n, due_at FROM step
                    WHERE kind = 'HUMAN' AND status = 'READY' AND status IN ('READY', 'CLAIMED')
                      AND process = ? AND queue = ?
                    ORDER BY due_at, item_id, n LIMIT ? %s),
                turn AS MATERIALIZED (
                    SELECT item_id, n, row_number() OVER (ORDER BY due_at, item_id, n) AS turn FROM due LIMIT %d)
                UPDATE step AS s SET status = 'CLAIMED', lease_until = ?, assignee = reviewer.column2
                FROM turn JOIN (VALUES %s) AS reviewer ON reviewer.column1 = turn.turn
                WHERE s.item_id = turn.item_id AND s.n = turn.n AND s.status = 'READY'
                RETURNING *""".formatted(
                        tx.dialect().skipLocked(), length, Values.list(length, "(cast(? AS BIGINT), cast(? AS TEXT))")),
                StepRow::read,
                values.toArray());
        claimed.sort(BY_URGENCY);
        return claimed;
    }

    /** Claimed steps as tasks. */
    static List<Task> claimed(Tx tx, List<Step> steps) {
        var ids = steps.stream().map(Step::itemId).toList();
        var tasks = new HashMap<String, Task>();
        tx.queryIn(TASK + "WHERE s.item_id IN (%s) AND s.kind = 'HUMAN'", TaskStore::task, ids)
                .forEach(task -> tasks.put(task.id(), task));
        return steps.stream()
                .map(step -> Objects.requireNonNull(tasks.get(step.id())))
                .toList();
    }

    /** Claims a ready task, or extends the reviewer's own claim; empty when neither is possible. */
    static Optional<Step> claim(Tx tx, Step task, String reviewer, Duration lease) {
        return tx
                .query(
                        """
                        UPDATE step AS s SET status = 'CLAIMED', assignee = ?, lease_until = ?
                        WHERE item_id = ? AND n = ? AND kind = 'HUMAN'
                          AND (status = 'READY' OR (status = 'CLAIMED' AND assignee = ?))
                        RETURNING *""",
                        StepRow::read,
                        reviewer,
                        tx.now().plus(lease).toEpochMilli(),
                        task.itemId(),
                        task.n(),
                        reviewer)
                .stream()
                .findFirst();
    }

    static boolean release(Tx tx, Step task, String reviewer) {
        return free(tx, task, reviewer, Long.MAX_VALUE);
    }

    /** Gives back a claim whose lease has run out, but not one that its holder has extended or made again meanwhile. */
    static boolean free(Tx tx, Step task) {
        return free(tx, task, task.assignee(), tx.nowMillis());
    }

    private static boolean free(Tx tx, Step task, @Nullable String holder, long leaseEndsBy) {
        return tx.update("""
                        UPDATE step SET status = 'READY', assignee = NULL, lease_until = NULL
                        WHERE item_id = ? AND n = ? AND kind = 'HUMAN' AND status = 'CLAIMED' AND assignee = ?
                          AND lease_until <= ?""", task.itemId(), task.n(), holder, leaseEndsBy) == 1;
    }

    /** Claimed tasks whose lease has run out. */
    static List<Step> expired(Tx tx, int limit) {
        return tx.query(
                "SELECT " + StepRow.COLUMNS
                        + " FROM step s WHERE status = 'CLAIMED' AND lease_until <= ? AND kind = 'HUMAN'"
                        + " ORDER BY lease_until LIMIT ? " + tx.dialect().skipLocked(),
                StepRow::read,
                tx.nowMillis(),
                limit);
    }

    record Count(
            String process,
            String queue,
            long waiting,
            long claimed,
            long overdue,
            @Nullable Instant oldest) {}

    static List<Count> counts(Tx tx) {
        return tx.handle()
                .createQuery("""
                        SELECT process, queue,
                               count(*) FILTER (WHERE status = 'READY') AS waiting,
                               count(*) FILTER (WHERE status = 'CLAIMED') AS claimed,
                               count(*) FILTER (WHERE due_at < :now) AS overdue,
                               min(item_id) AS oldest
                        FROM step
                        WHERE kind = 'HUMAN' AND status IN ('READY', 'CLAIMED')
                        GROUP BY process, queue ORDER BY process, queue""")
                .bind("now", tx.nowMillis())
                .map((row, context) -> new Count(
                        row.getString("process"),
                        row.getString("queue"),
                        row.getLong("waiting"),
                        row.getLong("claimed"),
                        row.getLong("overdue"),
                        Ids.time(row.getLong("oldest"))))
                .list();
    }

    static List<Unresolved> unresolved(Tx tx) {
        return tx.handle()
                .createQuery("""
                        SELECT process, queue, count(*) AS tasks FROM step
                        WHERE task IN ('CORRECT', 'RESOLVE') AND task = 'RESOLVE' AND status IN ('READY', 'CLAIMED')
                        GROUP BY process, queue ORDER BY process, queue""")
                .map((row, context) ->
                        new Unresolved(row.getString("process"), row.getString("queue"), row.getLong("tasks")))
                .list();
    }

    private static Task task(ResultSet row) throws SQLException {
        var step = StepRow.read(row);
        var decision = Decision.stored(row.getString("decision"));
        return new Task(
                step.id(),
                Ids.text(step.itemId()),
                row.getString("process"),
                Objects.requireNonNull(step.queue()),
                Objects.requireNonNull(step.task()),
                step.status(),
                step.priority(),
                step.dueAt(),
                step.assignee(),
                step.leaseUntil(),
                decision.reasons(),
                decision.questions(),
                decision.outcome(),
                decision.problems(),
                step.resolves() == null ? null : Ids.step(step.itemId(), step.resolves()),
                step.error(),
                decision.over(row.getString("payload")));
    }
}
