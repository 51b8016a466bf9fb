package dev.signalbox.review;

import dev.signalbox.db.Database;
import dev.signalbox.db.Tx;
import dev.signalbox.outcome.History;
import dev.signalbox.outcome.HistoryEntry.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who ask for the next task of one queue. Whoever asks while others are being served waits, and is served together with
 * all who wait by then: one way into the index, one commit, each a task of their own.
 */
final class NextInLine {
    private static final int MOST_TOGETHER = 64;

    private final Database database;
    private final String process;
    private final String queue;
    private final Supplier<Duration> lease;
    private final Queue<Asking> waiting = new ArrayDeque<>();
    private boolean serving;

    private record Asking(String reviewer, CompletableFuture<Optional<Task>> answer) {}

    NextInLine(Database database, String process, String queue, Supplier<Duration> lease) {
        this.database = database;
        this.process = process;
        this.queue = queue;
        this.lease = lease;
    }

    /** The task with the least time left, now claimed; empty when none is free. */
    CompletableFuture<Optional<Task>> ask(String reviewer) {
        var asking = new Asking(reviewer, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(asking);
            if (serving) {
                return asking.answer;
            }
            serving = true;
        }
        serve();
        return asking.answer;
    }

    private void serve() {
        var together = new ArrayList<Asking>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && together.size() < MOST_TOGETHER) {
                together.add(waiting.remove());
            }
            serving = !together.isEmpty();
        }
        if (together.isEmpty()) {
            return;
        }
        var reviewers = together.stream().map(Asking::reviewer).toList();
        var unused = database.write(tx -> claim(tx, reviewers)).whenComplete((tasks, failure) -> {
            serve();
            tell(together, tasks, failure);
        });
    }

    private List<Task> claim(Tx tx, List<String> reviewers) {
        var steps = TaskStore.claimNext(tx, process, queue, reviewers, lease.get());
        History.add(
                tx,
                steps.stream()
                        .map(step -> new History.News(
                                step.itemId(), String.valueOf(step.assignee()), Event.CLAIMED, step.n(), "in " + queue))
                        .toList());
        return TaskStore.claimed(tx, steps);
    }

    private static void tell(List<Asking> asked, @Nullable List<Task> tasks, @Nullable Throwable failure) {
        for (int i = 0; i < asked.size(); i++) {
            var answer = asked.get(i).answer;
            if (tasks == null) {
                answer.completeExceptionally(failure == null ? new IllegalStateException("no answer") : failure);
            } else {
                answer.complete(i < tasks.size() ? Optional.of(tasks.get(i)) : Optional.empty());
            }
        }
    }
}
