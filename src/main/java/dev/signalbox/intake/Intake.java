package dev.signalbox.intake;

import dev.signalbox.binding.Bound;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseUnavailable;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.NewItem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane that single submissions take. Whatever has arrived while the batch before was decided makes the next batch, 1 to
 * 1,000 of them: an idle server answers at once, a busy one shares the price of rules and disk. The lane is bounded: when it is
 * full, callers are told to come back.
 */
public final class Intake implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final int MOST_TOGETHER = 1_000;
    private static final int MOST_WAITING = 16_384;
    private static final int MOST_WRITES_UNDER_WAY = 4;
    private static final int MANY_TOGETHER = 8;
    private static final long POURING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Acceptance acceptance;
    private final Binders binders = new Binders();
    private final BlockingQueue<Waiting> lane = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Semaphore writes = new Semaphore(MOST_WRITES_UNDER_WAY);
    private final Thread decider = new Thread(this::run, "intake-lane");
    private volatile boolean closing;
    private volatile long poured = System.nanoTime() - POURING_NANOS;

    private record Waiting(LiveProcess process, Submission submission, CompletableFuture<Receipt> receipt) {}

    public Intake(Database database, Clock clock, Ids ids) {
        this.acceptance = new Acceptance(database, clock, ids);
        decider.start();
    }

    /** How many submissions wait to be decided. */
    public int waiting() {
        return lane.size();
    }

    /** Whether submissions arrive many at a time just now. */
    public boolean isPouring() {
        return System.nanoTime() - poured < POURING_NANOS;
    }

    /** Takes one submission; the receipt comes when it is on the disk. Fails with {@link IntakeFull}. */
    public CompletableFuture<Receipt> submit(LiveProcess process, Submission submission) {
        var waiting = new Waiting(process, submission, new CompletableFuture<>());
        if (closing || !lane.offer(waiting)) {
            waiting.receipt.completeExceptionally(new IntakeFull(
                    "Expected fewer than " + MOST_WAITING + " submissions waiting, but the lane is full or closing"));
        }
        return waiting.receipt;
    }

    /**
     * A dry run: decides and plans, stores nothing. Takes the time that rules take.
     *
     * @throws MalformedBody when the body is no item
     */
    public NewItem tryOut(LiveProcess process, Submission submission) throws MalformedBody {
        var bound = binders.json(process).bind(submission.body());
        return acceptance.decide(process, List.of(incoming(submission, bound))).get(0);
    }

    private void run() {
        var together = new ArrayList<Waiting>();
        while (!closing || !lane.isEmpty()) {
            try {
                var first = lane.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    together.add(first);
                    lane.drainTo(together, MOST_TOGETHER - 1);
                    if (together.size() >= MANY_TOGETHER) {
                        poured = System.nanoTime();
                    }
                    byProcess(together).forEach(this::accept);
                }
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException e) {
                log.error("A batch of {} submissions failed", together.size(), e);
                together.forEach(w -> w.receipt.completeExceptionally(e));
            }
            together.clear();
        }
    }

    private static Map<LiveProcess, List<Waiting>> byProcess(List<Waiting> together) {
        var batches = new IdentityHashMap<LiveProcess, List<Waiting>>();
        together.forEach(
                w -> batches.computeIfAbsent(w.process, p -> new ArrayList<>()).add(w));
        return batches;
    }

    private void accept(LiveProcess process, List<Waiting> batch) {
        JsonBinder binder = binders.json(process);
        var bound = new ArrayList<Incoming>(batch.size());
        var receipts = new ArrayList<CompletableFuture<Receipt>>(batch.size());
        for (Waiting waiting : batch) {
            try {
                bound.add(incoming(waiting.submission, binder.bind(waiting.submission.body())));
                receipts.add(waiting.receipt);
            } catch (MalformedBody e) {
                waiting.receipt.complete(new Receipt.Malformed(e.getMessage()));
            }
        }
        if (bound.isEmpty()) {
            return;
        }
        var items = acceptance.decide(process, bound);
        writes.acquireUninterruptibly();
        var unused = acceptance.store(items).whenComplete((stored, failure) -> {
            writes.release();
            for (int i = 0; i < receipts.size(); i++) {
                if (failure == null) {
                    receipts.get(i).complete(stored.get(i));
                } else {
                    receipts.get(i).completeExceptionally(failure);
                }
            }
        });
    }

    private static Incoming incoming(Submission submission, Bound bound) {
        return new Incoming(
                bound, submission.body(), "application/json", submission.idempotencyKey(), submission.actor());
    }

    /** Takes nothing more, and finishes what it has taken. */
    @Override
    public void close() {
        closing = true;
        try {
            decider.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var late = new ArrayList<Waiting>();
        lane.drainTo(late);
        late.forEach(w -> w.receipt.completeExceptionally(new DatabaseUnavailable("the server is closing")));
    }
}
