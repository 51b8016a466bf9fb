package dev.signalbox.review;

import dev.signalbox.db.Tx;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a task was completed with this very answer, by the same reviewer: a caller who did not hear the answer asks again.
 * What is asked is what was stored when the task was done.
 */
final class SaidBefore {
    private SaidBefore() {}

    /** An outcome, for a REVIEW or a CORRECT. */
    static boolean outcome(Step step, String reviewer, Answer answer) {
        return isDoneBy(step, reviewer)
                && answer.outcome() != null
                && answer.outcome().equals(step.outcome())
                && Objects.equals(answer.note(), step.note());
    }

    /** What becomes of a failed step. */
    static boolean action(Tx tx, Step step, String reviewer, Answer answer) {
        if (!isDoneBy(step, reviewer) || !Objects.equals(answer.note(), step.note()) || answer.action() == null) {
            return false;
        }
        return switch (answer.action()) {
            case RETRY -> told(tx, step, Event.STEP_RETRIED, step.resolves(), null);
            case SKIP -> told(tx, step, Event.STEP_SKIPPED, step.resolves(), null);
            case CLOSE ->
                told(tx, step, Event.COMPLETED, step.n(), Completion.closedByHand(answer.outcome(), answer.note()));
        };
    }

    static boolean isDoneBy(Step step, String reviewer) {
        return step.status() == StepStatus.DONE && reviewer.equals(step.assignee());
    }

    /** Whether the history says so of the moment when the task was done. */
    private static boolean told(Tx tx, Step step, Event event, @Nullable Integer about, @Nullable String detail) {
        return !tx.query(
                        """
                        SELECT seq FROM history
                        WHERE item_id = ? AND at = ? AND actor = ? AND event = ? AND step = ?
                          AND detail = coalesce(?, detail)""",
                        row -> row.getInt("seq"),
                        step.itemId(),
                        Objects.requireNonNull(step.doneAt()).toEpochMilli(),
                        step.assignee(),
                        event.name(),
                        about,
                        detail)
                .isEmpty();
    }
}
