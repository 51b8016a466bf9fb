package dev.signalbox.plan;

import dev.signalbox.db.Tx;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.TaskKind;
import dev.signalbox.outcome.Closing;
import dev.signalbox.outcome.Decided;
import dev.signalbox.outcome.History;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.StepDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves items on: every transition of {@link StepStatus} but the claims. Each UPDATE carries its guard, the state and
 * holder it expects, in its WHERE; the answer tells whether the guard held. When it did not, nothing was changed.
 */
public final class Progress {
    private static final String DONE = "status = 'DONE', lease_until = NULL, outcome = ?, note = ?, done_at = ?";
    private static final String STAND = "UPDATE item SET status = ? WHERE id = ? AND closed_at IS NULL";

    private Progress() {}

    /**
     * A claimed step is done. What comes next is up to {@link #advance}.
     *
     * @param held the step as its holder knows it
     */
    public static boolean done(
            Tx tx, ProcessDefinition process, Step held, @Nullable String outcome, @Nullable String note)
            throws SQLException {
        int changed = whileHeld(tx, held, DONE, outcome, note, tx.nowMillis());
        if (changed == 0) {
            return false;
        }
        if (outcome != null) {
            intend(tx, process, held.itemId(), outcome);
        }
        return true;
    }

    /** As {@link #done(Tx, ProcessDefinition, Step, String, String)}, for automatic steps: they have a note, but no outcome. */
    public static boolean[] done(Tx tx, List<Step> held, List<String> notes) {
        var rows = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < held.size(); i++) {
            rows.add(guarded(held.get(i), null, notes.get(i), tx.nowMillis()));
        }
        return tx.updateEach(whileHeld(DONE), rows);
    }

    private static int whileHeld(Tx tx, Step held, String changes, @Nullable Object... values) {
        return tx.update(whileHeld(changes), guarded(held, values));
    }

    // Assignee and attempts are the fencing token: whoever comes too late finds nothing to change.
    private static String whileHeld(String changes) {
        return "UPDATE step SET " + changes
                + " WHERE item_id = ? AND n = ? AND status = 'CLAIMED' AND assignee = ? AND attempts = ?";
    }

    private static @Nullable Object[] guarded(Step held, @Nullable Object... values) {
        var all = Arrays.copyOf(values, values.length + 4);
        all[values.length] = held.itemId();
        all[values.length + 1] = held.n();
        all[values.length + 2] = held.assignee();
        all[values.length + 3] = held.attempts();
        return all;
    }

    // Once no review is left, what the outcome does is planned behind what still waits.
    private static void intend(Tx tx, ProcessDefinition process, long itemId, String outcome) throws SQLException {
        tx.update("UPDATE item SET intended = ? WHERE id = ?", outcome, itemId);
        var reviewLeft = tx.query(
                "SELECT n FROM step WHERE item_id = ? AND kind = 'HUMAN' AND status = 'WAITING' LIMIT 1",
                row -> row.getInt("n"),
                itemId);
        if (reviewLeft.isEmpty()) {
            NewItems.append(
                    tx, process.process(), Plan.carryOut(process, outcome, itemId, lastN(tx, itemId) + 1, null));
        }
    }

    /** An item that one of its steps lets go. */
    public record Moving(long itemId, ProcessDefinition process) {}

    /** Makes the next waiting step of an item ready; when none waits, the item closes with the outcome intended. */
    public static void advance(Tx tx, ProcessDefinition process, long itemId, String actor) {
        advance(tx, List.of(new Moving(itemId, process)), actor);
    }

    /** As {@link #advance(Tx, ProcessDefinition, long, String)}, with a few statements for many items. */
    public static void advance(Tx tx, List<Moving> items, String actor) {
        var next = new HashMap<Long, Step>();
        tx.queryIn(
                        "SELECT " + StepRow.COLUMNS
                                + " FROM step s WHERE s.item_id IN (%s) AND s.status = 'WAITING' ORDER BY s.item_id, s.n",
                        StepRow::read,
                        items.stream().map(Moving::itemId).toList())
                .forEach(step -> next.putIfAbsent(step.itemId(), step));
        var ready = new ArrayList<@Nullable Object[]>();
        var standing = new ArrayList<@Nullable Object[]>();
        var ended = new ArrayList<Long>();
        for (var item : items) {
            var step = next.get(item.itemId);
            if (step == null) {
                ended.add(item.itemId);
                continue;
            }
            var due = step.queue() == null
                    ? null
                    : Plan.due(item.process, step.queue(), () -> item(tx, step.itemId()), step.priority(), tx.now());
            ready.add(new @Nullable Object[] {
                due == null ? null : due.toEpochMilli(),
                step.kind() == StepKind.AUTOMATIC ? tx.nowMillis() : null,
                step.itemId(),
                step.n()
            });
            standing.add(new @Nullable Object[] {Plan.statusWith(step.kind()).name(), step.itemId()});
        }
        tx.updateEach("""
                UPDATE step SET status = 'READY', due_at = ?, next_try = ?
                WHERE item_id = ? AND n = ? AND status = 'WAITING'""", ready);
        tx.updateEach(STAND, standing);
        Closing.closeAsIntended(tx, ended, actor);
    }

    /** The item as JSON, as rules left it. */
    private static String item(Tx tx, long itemId) {
        return tx.query(
                        "SELECT payload, decision FROM item WHERE id = ?",
                        row -> Decision.stored(row.getString("decision")).over(row.getString("payload")),
                        itemId)
                .get(0);
    }

    /** A try of a claimed automatic step failed: it will be tried again, not before {@code nextTry}. */
    public static boolean retry(Tx tx, Step held, long nextTry, String error) {
        return whileHeld(
                        tx,
                        held,
                        "status = 'READY', assignee = NULL, lease_until = NULL, next_try = ?, error = ?",
                        nextTry,
                        error)
                == 1;
    }

    /** As {@link #retry}, but the try does not count: the other side was not there. */
    public static boolean putBack(Tx tx, Step held, long nextTry, String error) {
        return whileHeld(
                        tx,
                        held,
                        "status = 'READY', assignee = NULL, lease_until = NULL, next_try = ?, error = ?, attempts = attempts - 1",
                        nextTry,
                        error)
                == 1;
    }

    /** The last try of a claimed automatic step failed: a person is asked to resolve it. */
    public static boolean fail(Tx tx, ProcessDefinition process, Step held, String error) throws SQLException {
        int changed = whileHeld(
                tx, held, "status = 'FAILED', lease_until = NULL, error = ?, done_at = ?", error, tx.nowMillis());
        if (changed == 0) {
            return false;
        }
        StepDefinition definition = process.steps().get(held.name());
        var queue = definition == null ? process.fallback() : definition.onFailure();
        var due = Plan.due(process, queue, () -> item(tx, held.itemId()), 0, tx.now());
        int n = lastN(tx, held.itemId()) + 1;
        NewItems.append(
                tx,
                process.process(),
                List.of(Step.human(held.itemId(), n, TaskKind.RESOLVE, queue, 0, due, held.n(), error)));
        stand(tx, held.itemId(), ItemStatus.AWAITING_REVIEW);
        return true;
    }

    /** A reviewer says: try the failed step again. */
    public static boolean tryAgain(Tx tx, long itemId, int failed) {
        boolean changed = tx.update("""
                        UPDATE step SET status = 'READY', assignee = NULL, attempts = 0, next_try = ?, done_at = NULL
                        WHERE item_id = ? AND n = ? AND status = 'FAILED'""", tx.nowMillis(), itemId, failed) == 1;
        if (changed) {
            stand(tx, itemId, ItemStatus.IN_PROGRESS);
        }
        return changed;
    }

    /** A reviewer says: go on without the failed step. */
    public static boolean skip(Tx tx, long itemId, int failed, String reason) {
        return tx.update("""
                        UPDATE step SET status = 'SKIPPED', note = ?, done_at = ?
                        WHERE item_id = ? AND n = ? AND status = 'FAILED'""", reason, tx.nowMillis(), itemId, failed) == 1;
    }

    /** What waits is not needed any more. */
    public static void skipWaiting(Tx tx, long itemId, String reason) {
        tx.update("""
                UPDATE step SET status = 'SKIPPED', note = ?, done_at = ? WHERE item_id = ? AND status = 'WAITING'""", reason, tx.nowMillis(), itemId);
    }

    /**
     * A correction: the item is decided anew, the old decision is kept, and the new plan takes over. The claimed step that
     * made the correction must be done already.
     */
    public static void decideAgain(Tx tx, ProcessDefinition process, long itemId, String payload, Decision decision)
            throws SQLException {
        skipWaiting(tx, itemId, "the item was corrected");
        tx.update("""
                INSERT INTO earlier_decision (item_id, n, payload, decision, plan)
                SELECT id, decision_n, payload, decision, plan FROM item WHERE id = ?""", itemId);
        var plan = Plan.of(process, decision, itemId, lastN(tx, itemId) + 1, tx.now(), payload);
        tx.update(
                """
                UPDATE item SET decision_n = decision_n + 1, payload = ?, decision = ?, plan = ?, route = ?, intended = ?
                WHERE id = ?""",
                payload,
                decision.json(),
                ItemJson.steps(plan.steps()),
                decision.route().name(),
                plan.intended(),
                itemId);
        NewItems.append(tx, process.process(), plan.steps());
        var rules = Decided.by(decision.version());
        History.add(tx, itemId, rules, Event.DECIDED, null, Decided.words(decision));
        if (plan.steps().isEmpty()) {
            Closing.closeAsIntended(tx, List.of(itemId), rules);
        } else {
            stand(tx, itemId, plan.status());
        }
    }

    private static int lastN(Tx tx, long itemId) {
        return tx.query("SELECT coalesce(max(n), 0) AS n FROM step WHERE item_id = ?", row -> row.getInt("n"), itemId)
                .get(0);
    }

    private static void stand(Tx tx, long itemId, ItemStatus status) {
        tx.update(STAND, status.name(), itemId);
    }
}
