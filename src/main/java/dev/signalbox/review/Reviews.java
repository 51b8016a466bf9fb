package dev.signalbox.review;

import dev.signalbox.db.Database;
import dev.signalbox.db.Together;
import dev.signalbox.db.Tx;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.item.Ids;
import dev.signalbox.outcome.History;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepStatus;
import dev.signalbox.process.QueueDefinition;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues and the claims on their tasks. A claim is a lease: when it runs out, the task is free again. */
public final class Reviews {
    private static final Logger log = LoggerFactory.getLogger(Reviews.class);
    private static final Duration LEASE_IN_A_QUEUE_NO_LONGER_DECLARED = Duration.ofMinutes(30);
    private static final int MOST_EXPIRED_AT_ONCE = 500;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Database database;
    private final Processes processes;
    private final Map<List<String>, Together<String, Optional<Task>>> asking = new ConcurrentHashMap<>();

    public Reviews(Database database, Processes processes) {
        this.database = database;
        this.processes = processes;
    }

    /** Every queue that is declared, and every other one in which a task still waits. */
    public List<QueueSummary> queues() {
        var counts = new HashMap<List<String>, TaskStore.Count>();
        for (var count : database.read(TaskStore::counts)) {
            counts.put(List.of(count.process(), count.queue()), count);
        }
        var summaries = new ArrayList<QueueSummary>();
        for (LiveProcess process : processes.all()) {
            process.definition()
                    .queues()
                    .forEach((name, queue) -> summaries.add(summary(
                            process.name(), name, queue.title(), counts.remove(List.of(process.name(), name)))));
        }
        counts.forEach((name, count) -> summaries.add(summary(name.get(0), name.get(1), name.get(1), count)));
        return summaries;
    }

    /** The queues in which failed steps wait to be resolved. */
    public List<Unresolved> unresolved() {
        return database.read(TaskStore::unresolved);
    }

    private static QueueSummary summary(String process, String queue, String title, TaskStore.@Nullable Count count) {
        return count == null
                ? new QueueSummary(process, queue, title, 0, 0, 0, null)
                : new QueueSummary(
                        process, queue, title, count.waiting(), count.claimed(), count.overdue(), count.oldest());
    }

    /**
     * Open tasks, the most urgent first.
     *
     * @param after the id of the last task seen, or null
     * @throws NoSuchTask when there is no such queue
     */
    public List<Task> tasks(String process, String queue, @Nullable String after, int limit) {
        requireQueue(process, queue);
        return database.read(tx -> {
            var last = after == null ? null : TaskId.parse(after).in(tx);
            return TaskStore.open(tx, process, queue, last, limit);
        });
    }

    /** A task, open or done. */
    public Optional<Task> find(String id) {
        return TaskId.find(id).flatMap(key -> database.read(tx -> TaskStore.find(tx, key.itemId(), key.n())));
    }

    /**
     * Claims the task with the least time left; empty when none is free. Fails with {@link NoSuchTask} when there is no such
     * queue.
     */
    public CompletableFuture<Optional<Task>> next(String process, String queue, String reviewer) {
        requireQueue(process, queue);
        return asking.computeIfAbsent(
                        List.of(process, queue),
                        line -> new Together<>(database, (tx, reviewers) -> next(tx, process, queue, reviewers)))
                .ask(reviewer);
    }

    private List<Optional<Task>> next(Tx tx, String process, String queue, List<String> reviewers) {
        var steps = TaskStore.claimNext(tx, process, queue, reviewers, lease(process, queue));
        var news = steps.stream()
                .map(step -> new History.News(
                        step.itemId(), String.valueOf(step.assignee()), Event.CLAIMED, step.n(), "in " + queue));
        History.add(tx, news.toList());
        var tasks = new ArrayList<>(TaskStore.claimed(tx, steps));
        var answers = new ArrayList<Optional<Task>>();
        for (var reviewer : reviewers) {
            var own = tasks.stream()
                    .filter(task -> reviewer.equals(task.assignee()))
                    .findFirst();
            own.ifPresent(tasks::remove);
            answers.add(own);
        }
        return answers;
    }

    /** Claims a task, or extends one's own claim. Fails with {@link NoSuchTask} or {@link TaskConflict}. */
    public CompletableFuture<Task> claim(String id, String reviewer) {
        return claim(id, reviewer, null);
    }

    /** The same, when the task as it stands is the one {@code expected}, which throws otherwise. */
    public CompletableFuture<Task> claim(String id, String reviewer, @Nullable Consumer<Task> expected) {
        var key = TaskId.parse(id);
        return database.write(tx -> {
            key.check(tx, expected);
            var step = key.in(tx);
            var extended = step.status() == StepStatus.CLAIMED && reviewer.equals(step.assignee());
            var claimed = TaskStore.claim(tx, step, reviewer, lease(key.process(tx), step.queue()))
                    .orElseThrow(() -> conflict("claim", step));
            return extended ? key.task(tx) : claimed(tx, claimed, reviewer);
        });
    }

    /** Gives a claimed task back. Fails with {@link NoSuchTask} or {@link TaskConflict}. */
    public CompletableFuture<Task> release(String id, String reviewer) {
        return release(id, reviewer, null);
    }

    /** The same, when the task as it stands is the one {@code expected}, which throws otherwise. */
    public CompletableFuture<Task> release(String id, String reviewer, @Nullable Consumer<Task> expected) {
        var key = TaskId.parse(id);
        return database.write(tx -> {
            key.check(tx, expected);
            var step = key.in(tx);
            if (!TaskStore.release(tx, step, reviewer)) {
                throw conflict("release", step);
            }
            History.add(tx, step.itemId(), reviewer, Event.RELEASED, step.n(), "back to " + step.queue());
            return key.task(tx);
        });
    }

    /** Adds to an item's history what somebody has to say, whoever holds it and also when it is closed. Answers its id. */
    public CompletableFuture<Long> note(long itemId, String reviewer, String text) {
        return database.write(tx -> {
            History.add(tx, itemId, reviewer, Event.NOTED, null, text);
            return itemId;
        });
    }

    /** Frees tasks whose lease has run out; to be called every second or so. Answers how many. */
    public CompletableFuture<Integer> expireLeases() {
        return database.write(tx -> {
            int freed = 0;
            for (Step step : TaskStore.expired(tx, MOST_EXPIRED_AT_ONCE)) {
                var failure = tx.apart(part -> {
                    free(part, step);
                    return true;
                });
                failure.ifPresent(e -> log.error("Task {} is left, others go on: {}", step.id(), e.getMessage()));
                freed += failure.isEmpty() ? 1 : 0;
            }
            return freed;
        });
    }

    private static void free(Tx tx, Step step) {
        if (TaskStore.free(tx, step)) {
            History.add(
                    tx, step.itemId(), History.SIGNALBOX, Event.LEASE_EXPIRED, step.n(), "held by " + step.assignee());
        }
    }

    private static Task claimed(Tx tx, Step step, String reviewer) {
        History.add(tx, step.itemId(), reviewer, Event.CLAIMED, step.n(), "in " + step.queue());
        return TaskStore.find(tx, step.itemId(), step.n()).orElseThrow();
    }

    private void requireQueue(String process, String queue) {
        var known = processes
                .find(process)
                .map(p -> p.definition().queues().containsKey(queue))
                .orElse(false);
        if (!known
                && queues().stream()
                        .noneMatch(q -> q.process().equals(process) && q.queue().equals(queue))) {
            throw new NoSuchTask("Expected a queue, but process '" + process + "' has none named '" + queue + "'");
        }
    }

    private Duration lease(String process, @Nullable String queue) {
        return processes
                .find(process)
                .map(p -> p.definition().queues().get(queue))
                .map(QueueDefinition::lease)
                .orElse(LEASE_IN_A_QUEUE_NO_LONGER_DECLARED);
    }

    static TaskConflict conflict(String verb, Step step) {
        var id = Ids.step(step.itemId(), step.n());
        var until = step.leaseUntil();
        var why = switch (step.status()) {
            case CLAIMED -> step.assignee() + " holds it" + (until == null ? "" : " until " + CLOCK.format(until));
            case READY -> "nobody holds it: claim it first";
            case WAITING -> "its turn has not come";
            case DONE, FAILED, SKIPPED ->
                "it is " + step.status().name().toLowerCase(java.util.Locale.ROOT) + " already";
        };
        return new TaskConflict("Expected to " + verb + " task " + id + ", but " + why);
    }
}
