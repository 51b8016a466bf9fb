package dev.signalbox.execution;

import dev.signalbox.db.Database;
import dev.signalbox.db.Together;
import dev.signalbox.db.Tx;
import dev.signalbox.decision.Processes;
import dev.signalbox.execution.StepHandler.Result;
import dev.signalbox.outcome.History;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.plan.Progress;
import dev.signalbox.plan.Step;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.StepDefinition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a worker's steps ended, written down: those that end at the same time together. */
final class Reports {
    private final Processes processes;
    private final Receivers receivers;
    private final Backoff backoff;
    private final String worker;
    private final Together<Report, Boolean> together;

    /**
     * How one step ended.
     *
     * @param asked how its receiver was asked; null when it was not
     */
    record Report(Step step, String process, @Nullable StepDefinition asked, Result result) {
        private String note() {
            return ((Result.Done) result).note();
        }
    }

    /** @param worker who held the steps */
    Reports(Database database, Processes processes, Receivers receivers, Backoff backoff, String worker) {
        this.processes = processes;
        this.receivers = receivers;
        this.backoff = backoff;
        this.worker = worker;
        together = new Together<>(database, this::write);
    }

    /** Answers whether the step was still this worker's; otherwise nothing was written. */
    CompletableFuture<Boolean> tell(Report report) {
        return together.ask(report);
    }

    private List<Boolean> write(Tx tx, List<Report> all) throws SQLException {
        var answers = new Boolean[all.size()];
        var done = new ArrayList<Report>();
        for (int i = 0; i < answers.length; i++) {
            var report = all.get(i);
            if (report.result instanceof Result.Away away && report.asked != null) {
                receivers.away(report.asked.http().place(), tx.now(), away.error(), away.pause());
                answers[i] = away(tx, report, report.asked, away);
                continue;
            }
            if (report.asked != null) {
                receivers.answered(report.asked.http().place(), tx.now());
            }
            if (report.result instanceof Result.Failed failed) {
                answers[i] = failed(tx, report, failed.error(), failed.pause());
            } else {
                done.add(report);
            }
        }
        var held = done(tx, done).iterator();
        for (int i = 0; i < answers.length; i++) {
            answers[i] = answers[i] == null ? held.next() : answers[i];
        }
        return List.of(answers);
    }

    private List<Boolean> done(Tx tx, List<Report> all) {
        var inTime = Progress.done(
                tx,
                all.stream().map(Report::step).toList(),
                all.stream().map(Report::note).toList());
        var answers = new ArrayList<Boolean>();
        var news = new ArrayList<History.News>();
        var items = new ArrayList<Progress.Moving>();
        for (int i = 0; i < inTime.length; i++) {
            answers.add(inTime[i]);
            if (inTime[i]) {
                var step = all.get(i).step;
                var detail = step.name() + ": " + all.get(i).note();
                news.add(new History.News(step.itemId(), worker, Event.STEP_DONE, step.n(), detail));
                items.add(new Progress.Moving(step.itemId(), definition(all.get(i).process)));
            }
        }
        History.add(tx, news);
        Progress.advance(tx, items, worker);
        return answers;
    }

    // A pause of the other side is no fault of the item: as long as its step has patience, no person is asked, and
    // while the
    // receiver is known to rest, no try is counted.
    private boolean away(Tx tx, Report report, StepDefinition asked, Result.Away away) throws SQLException {
        var place = asked.http().place();
        var step = report.step;
        var began = WorkStore.firstFailure(tx, step).orElse(tx.now());
        var since = receivers.awaySince(place);
        began = since != null && since.isBefore(began) ? since : began;
        boolean patient = tx.now().isBefore(began.plus(asked.patience()));
        boolean resting = receivers.isResting(place, tx.now());
        boolean last = step.attempts() >= asked.attempts();
        boolean counts = !resting && (!last || receivers.hasAnsweredSince(place, began));
        if (!patient || counts) {
            return failed(tx, report, away.error(), away.pause());
        }
        var held = Progress.putBack(tx, step, next(tx, report, away.pause()), away.error());
        if (held) {
            note(tx, step, Event.STEP_RETRIED, ": " + away.error());
        }
        return held;
    }

    private boolean failed(Tx tx, Report report, String error, @Nullable Duration wait) throws SQLException {
        var step = report.step;
        var process = definition(report.process);
        var definition = process.steps().get(step.name());
        if (definition != null && step.attempts() < definition.attempts()) {
            var held = Progress.retry(tx, step, next(tx, report, wait), error);
            if (held) {
                note(tx, step, Event.STEP_RETRIED, ": " + error);
            }
            return held;
        }
        var held = Progress.fail(tx, process, step, error);
        if (held) {
            note(tx, step, Event.STEP_FAILED, ", the last: " + error);
        }
        return held;
    }

    /** When the next try is due: after a pause of ours, and not before the receiver wants to be asked. */
    private long next(Tx tx, Report report, @Nullable Duration wait) {
        var next = tx.now().plus(backoff.after(report.step.attempts()));
        var told = wait == null ? next : tx.now().plus(wait);
        return (told.isAfter(next) ? told : next).toEpochMilli();
    }

    private void note(Tx tx, Step step, Event event, String how) {
        History.add(tx, step.itemId(), worker, event, step.n(), step.name() + ", try " + step.attempts() + how);
    }

    private ProcessDefinition definition(String process) {
        return processes
                .find(process)
                .orElseThrow(() -> new IllegalStateException("process " + process + " is not loaded"))
                .definition();
    }
}
