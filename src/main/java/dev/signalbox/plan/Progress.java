package dev.signalbox.plan;

import dev.signalbox.db.Tx;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Json;
import dev.signalbox.item.TaskKind;
import dev.signalbox.outcome.Closing;
import dev.signalbox.outcome.History;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.StepDefinition;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Moves items on: every transition of {@link StepStatus} but the claims. Each UPDATE carries its guard, the state and
 * holder it expects, in its WHERE; the answer tells whether the guard held. When it did not, nothing was changed.
 */
public final class Progress {
    private Progress() {}

    /**
     * A claimed step is done. What comes next is up to {@link #advance}.
     *
     * @param held the step as its holder knows it
     */
    public static boolean done(
            Tx tx, ProcessDefinition process, Step held, @Nullable String outcome, @Nullable String note)
            throws SQLException {
        int changed = whileHeld(
                        tx,
                        held,
                        "status = 'DONE', lease_until = NULL, outcome = :outcome, note = :note, done_at = :now")
                .bind("outcome", outcome)
                .bind("note", note)
                .bind("now", tx.nowMillis())
                .execute();
        if (changed == 0) {
            return false;
        }
        if (outcome != null) {
            intend(tx, process, held.itemId(), outcome);
        }
        return true;
    }

    // Assignee and attempts are the fencing token: whoever comes too late finds nothing to change.
    private static Update whileHeld(Tx tx, Step held, String changes) {
        return tx.handle()
                .createUpdate("UPDATE step SET " + changes
                        + " WHERE item_id = :item AND n = :n AND status = 'CLAIMED' AND assignee = :assignee"
                        + " AND attempts = :attempts")
                .bind("item", held.itemId())
                .bind("n", held.n())
                .bind("assignee", held.assignee())
                .bind("attempts", held.attempts());
    }

    // Once no review is left, what the outcome does is planned behind what still waits.
    private static void intend(Tx tx, ProcessDefinition process, long itemId, String outcome) throws SQLException {
        tx.handle()
                .createUpdate("UPDATE item SET intended = ? WHERE id = ?")
                .bind(0, outcome)
                .bind(1, itemId)
                .execute();
        var reviewsLeft = tx.handle()
                .createQuery("SELECT count(*) FROM step WHERE item_id = ? AND kind = 'HUMAN' AND status = 'WAITING'")
                .bind(0, itemId)
                .mapTo(Integer.class)
                .one();
        if (reviewsLeft == 0) {
            append(tx, process.process(), Plan.carryOut(process, outcome, itemId, lastN(tx, itemId) + 1, null));
        }
    }

    /** Makes the next waiting step ready; when none waits, the item closes with the outcome intended. */
    public static void advance(Tx tx, ProcessDefinition process, long itemId, String actor) {
        var next = tx.handle()
                .createQuery("SELECT " + StepRow.COLUMNS
                        + " FROM step s WHERE s.item_id = ? AND s.status = 'WAITING' ORDER BY s.n LIMIT 1")
                .bind(0, itemId)
                .map((row, context) -> StepRow.read(row))
                .findOne();
        if (next.isEmpty()) {
            Closing.close(tx, itemId, null, actor);
            return;
        }
        var step = next.get();
        var due = step.queue() == null ? null : Plan.due(process, step.queue(), step.priority(), tx.now());
        tx.handle()
                .createUpdate("""
                        UPDATE step SET status = 'READY', due_at = :due, next_try = :try
                        WHERE item_id = :item AND n = :n AND status = 'WAITING'""")
                .bind("due", due == null ? null : due.toEpochMilli())
                .bind("try", step.kind() == StepKind.AUTOMATIC ? tx.nowMillis() : null)
                .bind("item", itemId)
                .bind("n", step.n())
                .execute();
        stand(tx, itemId, Plan.statusWith(step.kind()));
    }

    /** A try of a claimed automatic step failed: it will be tried again, not before {@code nextTry}. */
    public static boolean retry(Tx tx, Step held, long nextTry, String error) {
        return whileHeld(
                                tx,
                                held,
                                "status = 'READY', assignee = NULL, lease_until = NULL, next_try = :try, error = :error")
                        .bind("try", nextTry)
                        .bind("error", error)
                        .execute()
                == 1;
    }

    /** The last try of a claimed automatic step failed: a person is asked to resolve it. */
    public static boolean fail(Tx tx, ProcessDefinition process, Step held, String error) throws SQLException {
        int changed = whileHeld(tx, held, "status = 'FAILED', lease_until = NULL, error = :error, done_at = :now")
                .bind("error", error)
                .bind("now", tx.nowMillis())
                .execute();
        if (changed == 0) {
            return false;
        }
        StepDefinition definition = process.steps().get(held.name());
        var queue = definition == null ? process.fallback() : definition.onFailure();
        var due = Plan.due(process, queue, 0, tx.now());
        int n = lastN(tx, held.itemId()) + 1;
        append(
                tx,
                process.process(),
                List.of(Step.human(held.itemId(), n, TaskKind.RESOLVE, queue, 0, due, held.n(), error)));
        stand(tx, held.itemId(), ItemStatus.AWAITING_REVIEW);
        return true;
    }

    /** A reviewer says: try the failed step again. */
    public static boolean tryAgain(Tx tx, long itemId, int failed) {
        boolean changed = tx.handle()
                        .createUpdate("""
                                UPDATE step SET status = 'READY', assignee = NULL, attempts = 0, next_try = :now,
                                                done_at = NULL
                                WHERE item_id = :item AND n = :n AND status = 'FAILED'""")
                        .bind("now", tx.nowMillis())
                        .bind("item", itemId)
                        .bind("n", failed)
                        .execute()
                == 1;
        if (changed) {
            stand(tx, itemId, ItemStatus.IN_PROGRESS);
        }
        return changed;
    }

    /** A reviewer says: go on without the failed step. */
    public static boolean skip(Tx tx, long itemId, int failed, String reason) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE step SET status = 'SKIPPED', note = :reason, done_at = :now
                                WHERE item_id = :item AND n = :n AND status = 'FAILED'""")
                        .bind("reason", reason)
                        .bind("now", tx.nowMillis())
                        .bind("item", itemId)
                        .bind("n", failed)
                        .execute()
                == 1;
    }

    /** What waits is not needed any more. */
    public static void skipWaiting(Tx tx, long itemId, String reason) {
        tx.handle()
                .createUpdate("""
                        UPDATE step SET status = 'SKIPPED', note = :reason, done_at = :now
                        WHERE item_id = :item AND status = 'WAITING'""")
                .bind("reason", reason)
                .bind("now", tx.nowMillis())
                .bind("item", itemId)
                .execute();
    }

    /**
     * A correction: the item is decided anew, the old decision is kept, and the new plan takes over. The claimed step that
     * made the correction must be done already.
     */
    public static void decideAgain(Tx tx, ProcessDefinition process, long itemId, String payload, Decision decision)
            throws SQLException {
        skipWaiting(tx, itemId, "the item was corrected");
        tx.handle().createUpdate("""
                        INSERT INTO earlier_decision (item_id, n, payload, decision, plan)
                        SELECT id, decision_n, payload, decision, plan FROM item WHERE id = ?""").bind(0, itemId).execute();
        var plan = Plan.of(process, decision, itemId, lastN(tx, itemId) + 1, tx.now());
        tx.handle()
                .createUpdate("""
                        UPDATE item SET decision_n = decision_n + 1, payload = :payload, decision = :decision,
                                        plan = :plan, route = :route, intended = :intended
                        WHERE id = :item""")
                .bind("payload", payload)
                .bind("decision", Json.text(decision))
                .bind("plan", ItemJson.steps(plan.steps()))
                .bind("route", decision.route().name())
                .bind("intended", plan.intended())
                .bind("item", itemId)
                .execute();
        append(tx, process.process(), plan.steps());
        var rules = Decided.by(decision.version());
        History.add(tx, itemId, rules, Event.DECIDED, null, Decided.words(decision));
        if (plan.steps().isEmpty()) {
            Closing.close(tx, itemId, null, rules);
        } else {
            stand(tx, itemId, plan.status());
        }
    }

    private static void append(Tx tx, String process, List<Step> steps) throws SQLException {
        try (var insert = tx.prepare(NewItems.STEP)) {
            var row = insert.statement();
            for (Step step : steps) {
                NewItems.addStep(row, process, step);
            }
            row.executeBatch();
        }
    }

    private static int lastN(Tx tx, long itemId) {
        return tx.handle()
                .createQuery("SELECT coalesce(max(n), 0) FROM step WHERE item_id = ?")
                .bind(0, itemId)
                .mapTo(Integer.class)
                .one();
    }

    private static void stand(Tx tx, long itemId, ItemStatus status) {
        tx.handle()
                .createUpdate("UPDATE item SET status = ? WHERE id = ? AND closed_at IS NULL")
                .bind(0, status.name())
                .bind(1, itemId)
                .execute();
    }
}
