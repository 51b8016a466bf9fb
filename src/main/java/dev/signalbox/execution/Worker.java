package dev.signalbox.execution;

import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseUnavailable;
import dev.signalbox.db.Tx;
import dev.signalbox.decision.Processes;
import dev.signalbox.execution.Reports.Report;
import dev.signalbox.execution.StepHandler.Result;
import dev.signalbox.execution.WorkStore.Claim;
import dev.signalbox.outcome.History;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.plan.ItemView;
import dev.signalbox.plan.Items;
import dev.signalbox.plan.Progress;
import dev.signalbox.plan.Step;
import dev.signalbox.process.StepDefinition;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out automatic steps: claims those whose time has come, has them run, and writes how they ended. A claim is a lease;
 * the step of a worker that died is taken up again when its lease runs out, so a receiver can see a step twice, but always
 * under the same id.
 */
public final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    /** How many steps one worker has under way at the most, in equal shares for all processes. */
    public static final int MOST_RUNNING = 128;

    /** How many of them a process may have at the least, however many processes there are. */
    private static final int SHARE = 16;

    private static final Duration LEASE_BEYOND_TIMEOUT = Duration.ofSeconds(30);

    private final Database database;
    private final Processes processes;
    private final StepHandler handler;
    private final String name;
    private final Executor threads;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final Receivers receivers = new Receivers();
    private final Due due;
    private final Reports reports;

    /** @param threads where items are read and steps started; the steps themselves do not block */
    public Worker(
            Database database, Processes processes, StepHandler handler, RandomGenerator random, Executor threads) {
        this.threads = threads;
        this.database = database;
        this.processes = processes;
        this.handler = handler;
        this.name = "worker-" + HexFormat.of().toHexDigits(random.nextInt());
        this.due = new Due(processes, receivers);
        this.reports = new Reports(database, processes, receivers, new Backoff(random), name);
    }

    /** How many steps are being run. */
    public int running() {
        return running.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /**
     * To be called once at the start where no other process can be on the database: what a dead process had claimed is taken
     * up at once instead of after its lease.
     */
    public CompletableFuture<Integer> takeOver() {
        return database.write(tx -> WorkStore.endLeasesOfOthers(tx, name));
    }

    /**
     * To be called once nothing more is started: waits for what is under way, and gives back what has not ended by then, so that
     * another node need not wait for the lease.
     *
     * @return how many steps were given back
     */
    public CompletableFuture<Integer> stop(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (running() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        return database.write(tx -> WorkStore.release(tx, name));
    }

    /** Starts what is to be done now; answers how many steps it started. */
    public CompletableFuture<Integer> startDue() {
        return startDue(MOST_RUNNING);
    }

    /**
     * As {@link #startDue()}, but no more at once than this.
     *
     * @param most how many may be under way, in equal shares for all processes; but up to {@link #SHARE} each in any case
     */
    public CompletableFuture<Integer> startDue(int most) {
        var free = free(most);
        if (free.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        return claim(free).thenApply(claimed -> {
            if (!claimed.isEmpty()) {
                claimed.forEach(claim -> running(claim.process()).incrementAndGet());
                threads.execute(() -> start(claimed));
            }
            return claimed.size();
        });
    }

    // Each process has places of its own: a receiver that hangs holds up no other process's steps.
    private Map<String, Integer> free(int most) {
        var loaded = processes.all();
        int share = Math.max(Math.min(SHARE, most), most / Math.max(1, loaded.size()));
        var free = new LinkedHashMap<String, Integer>();
        for (var process : loaded) {
            int places = share - running(process.name()).get();
            if (places > 0) {
                free.put(process.name(), places);
            }
        }
        return free;
    }

    private AtomicInteger running(String process) {
        return running.computeIfAbsent(process, name -> new AtomicInteger());
    }

    private CompletableFuture<List<Claim>> claim(Map<String, Integer> free) {
        var lease = lease();
        return database.write(tx -> due.claim(
                        tx, free, (process, names, limit) -> WorkStore.claim(tx, process, names, name, lease, limit)))
                .exceptionallyCompose(failure -> isDatabaseAtFault(failure)
                        ? CompletableFuture.failedFuture(failure)
                        : database.write(tx -> due.claim(
                                tx,
                                free,
                                (process, names, limit) ->
                                        WorkStore.claimEach(tx, process, names, name, lease, limit, this::tellLeft))));
    }

    // Such a step is met again in every round: it is told once.
    private void tellLeft(String step, Exception why) {
        if (left.add(step)) {
            log.error("Step {} is left, others go on: {}", step, why.getMessage());
        }
    }

    private static boolean isDatabaseAtFault(Throwable failure) {
        return failure instanceof DatabaseUnavailable || failure.getCause() instanceof DatabaseUnavailable;
    }

    /** Frees steps whose worker has gone; answers how many. */
    public CompletableFuture<Integer> expireLeases() {
        return database.write(tx -> {
            int freed = 0;
            for (Step step : WorkStore.expired(tx, MOST_RUNNING)) {
                var failure = tx.apart(part -> {
                    free(part, step);
                    return true;
                });
                failure.ifPresent(e -> tellLeft(step.id(), e));
                freed += failure.isEmpty() ? 1 : 0;
            }
            return freed;
        });
    }

    private static void free(Tx tx, Step step) {
        if (Progress.retry(tx, step, tx.nowMillis(), "the worker did not report back")) {
            History.add(
                    tx, step.itemId(), History.SIGNALBOX, Event.LEASE_EXPIRED, step.n(), "held by " + step.assignee());
        }
    }

    // One lease for all: as long as the slowest step may take, and time to write how it ended.
    private Duration lease() {
        return processes.all().stream()
                .flatMap(p -> p.definition().steps().values().stream())
                .map(StepDefinition::timeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(LEASE_BEYOND_TIMEOUT);
    }

    private void start(List<Claim> claimed) {
        Map<Long, ItemView> items;
        try {
            items = database.read(tx -> Items.find(
                    tx,
                    claimed.stream()
                            .map(claim -> claim.step().itemId())
                            .distinct()
                            .toList()));
        } catch (RuntimeException e) {
            if (claimed.size() > 1 && !(e instanceof DatabaseUnavailable)) {
                claimed.forEach(each -> start(List.of(each))); // one that cannot be read holds up none of the others
                return;
            }
            claimed.forEach(each -> running(each.process()).decrementAndGet());
            log.warn("{} steps will be taken up again after their lease: {}", claimed.size(), e.getMessage());
            return;
        }
        claimed.forEach(
                each -> start(each, Objects.requireNonNull(items.get(each.step().itemId()))));
    }

    private void start(Claim claim, ItemView item) {
        var step = claim.step();
        var unused = run(step, item).thenCompose(reports::tell).whenComplete((inTime, failure) -> {
            running(claim.process()).decrementAndGet();
            if (failure == null && !inTime) {
                log.warn("Step {} had been taken from {}: its late report was refused", step.id(), name);
            }
            if (failure != null) {
                log.warn("Step {} will be taken up again after its lease: {}", step.id(), failure.getMessage());
            }
        });
    }

    private CompletableFuture<Report> run(Step step, ItemView item) {
        if (item.decision().unreadable()) {
            return unasked(step, item, item.decision().reasons().get(0));
        }
        var definition =
                processes.find(item.process()).map(p -> p.definition().steps().get(step.name()));
        if (definition.isEmpty()) {
            return unasked(
                    step, item, "Expected step '" + step.name() + "' in process.yaml, but this version has none");
        }
        try {
            return handler.run(definition.get(), step, item.json())
                    .thenApply(result -> new Report(step, item.process(), definition.get(), result));
        } catch (RuntimeException e) {
            // Its message may hold the address, with what is secret in it.
            log.error("Step {} could not be sent: {}", step.id(), e.getClass().getName());
            return unasked(
                    step,
                    item,
                    "Expected the step to be sent to " + definition.get().http() + ", but it cannot be");
        }
    }

    private static CompletableFuture<Report> unasked(Step step, ItemView item, String error) {
        return CompletableFuture.completedFuture(new Report(step, item.process(), null, new Result.Failed(error)));
    }

    /** The receivers that are away, as this node sees them. */
    public List<Resting> resting() {
        return receivers.resting();
    }
}
