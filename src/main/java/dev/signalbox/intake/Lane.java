package dev.signalbox.intake;

import dev.signalbox.binding.Bound;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.db.DatabaseUnavailable;
import dev.signalbox.decision.LiveProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane that one process's single submissions take. Whatever has arrived while the batches before were decided and written makes the next
 * batch, 1 to 1,000 of them: an idle server answers at once, a busy one shares the price of rules and disk. The lane is bounded:
 * when it is full, callers are told to come back.
 */
final class Lane implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_TOGETHER = 1_000;
    private static final int MOST_WAITING = 16_384;
    private static final int MANY_TOGETHER = 8;
    /** One batch is decided while the one before is written; a third would only make them smaller. */
    private static final int MOST_UNDER_WAY = 2;
    /** A smaller batch waits for the one before: it would cost as much as a larger, and keep those that follow small. */
    private static final int ENOUGH_BESIDE = 32;

    private static final long POURING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LiveProcess process;
    private final Acceptance acceptance;
    private final JsonBinder binder;
    private final BlockingQueue<Waiting> lane = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger underWay = new AtomicInteger();
    private final Thread decider;
    private volatile boolean closing;
    private volatile long poured = System.nanoTime() - POURING_NANOS;

    private record Waiting(Submission submission, CompletableFuture<Receipt> receipt) {}

    Lane(LiveProcess process, Acceptance acceptance, JsonBinder binder) {
        this.process = process;
        this.acceptance = acceptance;
        this.binder = binder;
        decider = new Thread(this::run, "intake-" + process.name());
        decider.start();
    }

    int waiting() {
        return lane.size();
    }

    boolean isPouring() {
        return System.nanoTime() - poured < POURING_NANOS;
    }

    CompletableFuture<Receipt> submit(Submission submission) {
        var waiting = new Waiting(submission, new CompletableFuture<>());
        if (closing || !lane.offer(waiting)) {
            waiting.receipt.completeExceptionally(new IntakeFull(
                    "Expected fewer than " + MOST_WAITING + " submissions waiting, but the lane is full or closing"));
        } else if (lane.size() + 1 >= ENOUGH_BESIDE) {
            LockSupport.unpark(decider);
        }
        return waiting.receipt;
    }

    private void run() {
        var together = new ArrayList<Waiting>();
        while (!closing || !lane.isEmpty()) {
            try {
                var first = lane.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    awaitTurn();
                    together.add(first);
                    lane.drainTo(together, MOST_TOGETHER - 1);
                    if (together.size() >= MANY_TOGETHER) {
                        poured = System.nanoTime();
                    }
                    accept(together);
                }
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException | VirtualMachineError | LinkageError e) {
                log.error("A batch of {} submissions failed", together.size(), e);
                underWay.decrementAndGet();
                together.forEach(w -> w.receipt.completeExceptionally(e));
            }
            together.clear();
        }
    }

    private void awaitTurn() {
        while (underWay.get() > 0 && (underWay.get() == MOST_UNDER_WAY || lane.size() + 1 < ENOUGH_BESIDE)) {
            LockSupport.park(this);
        }
        underWay.incrementAndGet();
    }

    private void accept(List<Waiting> batch) {
        var bound = new ArrayList<Incoming>(batch.size());
        var receipts = new ArrayList<CompletableFuture<Receipt>>(batch.size());
        for (Waiting waiting : batch) {
            try {
                bound.add(incoming(waiting.submission, binder.bind(waiting.submission.body())));
                receipts.add(waiting.receipt);
            } catch (MalformedBody e) {
                waiting.receipt.complete(new Receipt.Malformed(e.getMessage()));
            } catch (RuntimeException e) {
                waiting.receipt.completeExceptionally(e);
            }
        }
        var stored = bound.isEmpty()
                ? CompletableFuture.completedFuture(List.<Receipt>of())
                : acceptance.accept(process, bound);
        var unused = stored.whenComplete((told, failure) -> {
            underWay.decrementAndGet();
            LockSupport.unpark(decider);
            for (int i = 0; i < receipts.size(); i++) {
                if (failure != null) {
                    receipts.get(i).completeExceptionally(failure);
                } else if (told.get(i) instanceof Receipt.Failed failed) {
                    receipts.get(i).completeExceptionally(failed.failure());
                } else {
                    receipts.get(i).complete(told.get(i));
                }
            }
        });
    }

    static Incoming incoming(Submission submission, Bound bound) {
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
