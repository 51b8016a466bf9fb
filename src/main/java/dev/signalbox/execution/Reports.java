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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How a worker's steps ended, written down: those that end at the same time together. */
final class Reports {
    private final Processes processes;
    private final Backoff backoff;
    private final String worker;
    private final Together<Report, Boolean> together;

    /** How one step ended. */
    record Report(Step step, String process, Result result) {
        private String note() {
            return ((Result.Done) result).note();
        }
    }

    /** @param worker who held the steps */
    Reports(Database database, Processes processes, Backoff backoff, String worker) {
        this.processes = processes;
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
            if (report.result instanceof Result.Failed failed) {
                answers[i] = failed(tx, definition(report.process), report.step, failed.error());
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

    private boolean failed(Tx tx, ProcessDefinition process, Step step, String error) throws SQLException {
        var definition = process.steps().get(step.name());
        if (definition != null && step.attempts() < definition.attempts()) {
            var wait = backoff.after(step.attempts());
            var held = Progress.retry(tx, step, tx.now().plus(wait).toEpochMilli(), error);
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
