package dev.signalbox.intake;

import dev.signalbox.binding.MalformedBody;
import dev.signalbox.db.Database;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.NewItem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Where single submissions come in. Each process has a {@link Lane} of its own, so that slow rules hold up no other's items. */
public final class Intake implements AutoCloseable {
    /** What waits may take of the memory: a bound on their number alone would be far too much for large ones. */
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 8;

    private final Acceptance acceptance;
    private final Binders binders = new Binders();
    private final Map<DecisionEngine, Lane> lanes = new ConcurrentHashMap<>();
    private final LongAdder taken = new LongAdder();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean closing;

    public Intake(Database database, Ids ids) {
        this.acceptance = new Acceptance(database, ids);
    }

    /** How many submissions wait to be decided. */
    public int waiting() {
        return lanes.values().stream().mapToInt(Lane::waiting).sum();
    }

    /** How many submissions have come since the start. */
    public long taken() {
        return taken.sum();
    }

    /** Whether submissions arrive many at a time just now. */
    public boolean isPouring() {
        return lanes.values().stream().anyMatch(Lane::isPouring);
    }

    /** Takes one submission; the receipt comes when it is on the disk. Fails with {@link IntakeFull}. */
    public CompletableFuture<Receipt> submit(LiveProcess process, Submission submission) {
        taken.increment();
        int length = submission.body().length;
        if (bytes.addAndGet(length) > MOST_BYTES) {
            bytes.addAndGet(-length);
            return CompletableFuture.failedFuture(new IntakeFull("Expected at most " + (MOST_BYTES >> 20)
                    + " MiB of submissions waiting, but with this one there were more"));
        }
        var known = lanes.get(process.engine());
        var receipt = (known == null ? lane(process) : known).submit(submission);
        var unused = receipt.whenComplete((answer, failure) -> bytes.addAndGet(-length));
        return receipt;
    }

    private synchronized Lane lane(LiveProcess process) {
        return lanes.computeIfAbsent(process.engine(), engine -> {
            var lane = new Lane(process, acceptance, binders.json(process));
            if (closing) {
                lane.close();
            }
            return lane;
        });
    }

    /** Frees what was made for a version that no one asks any more; what it has taken is finished. */
    public void forget(LiveProcess process) {
        binders.forget(process);
        var lane = lanes.remove(process.engine());
        if (lane != null) {
            lane.close();
        }
    }

    /**
     * A dry run: decides and plans, stores nothing. Takes the time that rules take.
     *
     * @throws MalformedBody when the body is no item
     */
    public NewItem tryOut(LiveProcess process, Submission submission) throws MalformedBody {
        var bound = binders.json(process).bind(submission.body());
        return acceptance
                .decide(process, List.of(Lane.incoming(submission, bound)))
                .get(0);
    }

    /** Takes nothing more, and finishes what it has taken. */
    @Override
    public synchronized void close() {
        closing = true;
        lanes.values().forEach(Lane::close);
    }
}
