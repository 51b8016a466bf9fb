package dev.signalbox.review;

import dev.signalbox.db.Database;
import dev.signalbox.db.Tx;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.item.Ids;
import dev.signalbox.outcome.Closing;
import dev.signalbox.outcome.History;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.plan.Progress;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepStatus;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Completes claimed tasks: what a reviewer's answer does to the item. */
public final class Completion {
    private final Database database;
    private final Processes processes;
    private final Corrections corrections;

    /** @param deciders where corrected items are bound and decided */
    public Completion(Database database, Processes processes, Function<LiveProcess, Executor> deciders) {
        this.database = database;
        this.processes = processes;
        this.corrections = new Corrections(database, deciders);
    }

    /**
     * Completes a task that the reviewer has claimed; an answer given again by the same reviewer changes nothing. Fails with
     * {@link NoSuchTask}, {@link TaskConflict} when the reviewer does not hold it, or {@link BadAnswer}; then nothing was
     * changed.
     */
    public CompletableFuture<Task> complete(String id, String reviewer, Answer answer) {
        return complete(id, reviewer, answer, null);
    }

    /**
     * The same, on a condition.
     *
     * @param expected is given the task as it stands when it is about to be changed, and may throw
     */
    public CompletableFuture<Task> complete(
            String id, String reviewer, Answer answer, @Nullable Consumer<Task> expected) {
        return complete(id, reviewer, answer, expected, false);
    }

    /** As {@link #complete}, but a correction after which the data still have problems fails with {@link StillWrong}. */
    public CompletableFuture<Task> completeIfRight(String id, String reviewer, Answer answer) {
        return complete(id, reviewer, answer, null, true);
    }

    private CompletableFuture<Task> complete(
            String id, String reviewer, Answer answer, @Nullable Consumer<Task> expected, boolean onlyRight) {
        var key = TaskId.parse(id);
        var task = database.read(key::task);
        answer.requireFit(task.kind());
        LiveProcess process = processes
                .find(task.process())
                .orElseThrow(() -> new TaskConflict("Expected process '" + task.process()
                        + "' to be loaded, but it is not: its tasks wait until its pack loads again"));
        return switch (task.kind()) {
            case REVIEW -> database.write(tx -> review(tx, process, key, reviewer, answer, expected));
            case CORRECT ->
                answer.payload() == null
                        ? database.write(tx -> review(tx, process, key, reviewer, answer, expected))
                        : corrections.correct(
                                process, key, reviewer, answer.payload(), answer.note(), expected, onlyRight);
            case RESOLVE -> database.write(tx -> resolve(tx, process, key, reviewer, answer, expected));
        };
    }

    private static Task review(
            Tx tx, LiveProcess process, TaskId key, String reviewer, Answer answer, @Nullable Consumer<Task> expected)
            throws SQLException {
        if (SaidBefore.outcome(key.in(tx), reviewer, answer)) {
            return key.task(tx);
        }
        var step = held(tx, key, reviewer, expected);
        var outcome = outcome(process, answer.outcome());
        done(tx, process, step, outcome, answer.note());
        History.add(tx, step.itemId(), reviewer, Event.COMPLETED, step.n(), said(outcome, answer.note()));
        Progress.advance(tx, process.definition(), step.itemId(), reviewer);
        return key.task(tx);
    }

    private static Task resolve(
            Tx tx, LiveProcess process, TaskId key, String reviewer, Answer answer, @Nullable Consumer<Task> expected)
            throws SQLException {
        if (SaidBefore.action(tx, key.in(tx), reviewer, answer)) {
            return key.task(tx);
        }
        var step = held(tx, key, reviewer, expected);
        int failed = Objects.requireNonNull(step.resolves());
        long item = step.itemId();
        var action = answer.action();
        if (action == null) {
            throw new BadAnswer("Expected action to be RETRY, SKIP or CLOSE, but it is missing");
        }
        var note = answer.note();
        switch (action) {
            case RETRY -> {
                done(tx, process, step, null, note);
                Progress.tryAgain(tx, item, failed);
                History.add(tx, item, reviewer, Event.STEP_RETRIED, failed, said("retry", note));
            }
            case SKIP -> {
                if (note == null || note.isBlank()) {
                    throw new BadAnswer("Expected a note that says why the step is skipped, but it is missing");
                }
                done(tx, process, step, null, note);
                Progress.skip(tx, item, failed, note);
                History.add(tx, item, reviewer, Event.STEP_SKIPPED, failed, note);
                Progress.advance(tx, process.definition(), item, reviewer);
            }
            case CLOSE -> {
                var outcome = outcome(process, answer.outcome());
                done(tx, process, step, null, note);
                Progress.skipWaiting(tx, item, "closed by hand");
                History.add(tx, item, reviewer, Event.COMPLETED, step.n(), closedByHand(outcome, note));
                Closing.close(tx, item, outcome, reviewer);
            }
        }
        return key.task(tx);
    }

    /** The step, claimed by this reviewer; its lease may have run out as long as nobody noticed. */
    static Step held(Tx tx, TaskId key, String reviewer, @Nullable Consumer<Task> expected) {
        key.check(tx, expected);
        var step = key.in(tx);
        if (step.status() != StepStatus.CLAIMED || !reviewer.equals(step.assignee())) {
            throw Reviews.conflict("complete", step);
        }
        return step;
    }

    static void done(Tx tx, LiveProcess process, Step step, @Nullable String outcome, @Nullable String note)
            throws SQLException {
        if (!Progress.done(tx, process.definition(), step, outcome, note)) {
            throw new TaskConflict(
                    "Expected to complete task " + Ids.step(step.itemId(), step.n()) + ", but it changed meanwhile");
        }
    }

    private static String outcome(LiveProcess process, @Nullable String outcome) {
        var known = process.definition().outcomes().keySet();
        if (outcome == null || !known.contains(outcome)) {
            throw new BadAnswer("Expected outcome to be one of " + String.join(", ", known) + ", but "
                    + (outcome == null ? "it is missing" : "was '" + outcome + "'"));
        }
        return outcome;
    }

    static String closedByHand(@Nullable String outcome, @Nullable String note) {
        return said("close by hand as " + outcome, note);
    }

    static String said(String what, @Nullable String note) {
        return note == null || note.isBlank() ? what : what + ": " + note;
    }
}
