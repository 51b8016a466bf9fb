package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the rest of a batch on one thread, while another watches that no rule keeps it. It pauses after a second, so that what
 * is decided can be told.
 */
final class BatchRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);
    static final int NO_RULE = -1;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RuleBook book;
    private final List<Case> batch;
    private final Decision[] decisions;
    private final int from;
    private final IntBuffer progress;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int done;
    private volatile long since;
    private volatile @Nullable Sitting sitting;
    private volatile @Nullable Thread thread;
    private boolean abandoned;
    private String reason = "the rules failed";

    /** @param progress see {@link RuleEngine#attempt} */
    BatchRun(RuleBook book, List<Case> batch, int from, IntBuffer progress) {
        this.book = book;
        this.batch = batch;
        this.from = from;
        this.progress = progress;
        this.done = from;
        this.decisions = new Decision[batch.size()];
        this.since = System.nanoTime();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            long start = System.nanoTime();
            since = start;
            boolean wanted = true;
            for (int i = from; i < decisions.length && wanted; i++) {
                progress.put(0, i);
                progress.put(1, NO_RULE);
                var next = new Sitting(book, batch.get(i), progress);
                sitting = next;
                wanted = add(i, next.decide()) && since - start < PAUSE_NANOS;
            }
        } finally {
            finished.countDown();
        }
    }

    /** A thread that was given up says no more: its item is answered for already, and what it says now is too late. */
    private synchronized boolean add(int i, Decision decision) {
        if (!abandoned) {
            decisions[i] = decision;
            done = i + 1;
            since = System.nanoTime();
        }
        return !abandoned;
    }

    private synchronized boolean abandonAfter(long patience) {
        abandoned = done < decisions.length && System.nanoTime() - since > patience;
        return abandoned;
    }

    /** Waits until all is decided, or a rule is stuck: then this run is given up. */
    void await() {
        long patience = book.limits().time().toNanos() + book.limits().graceNanos();
        boolean interrupted = false;
        while (true) {
            long left = since + patience - System.nanoTime();
            try {
                if (finished.await(Math.max(0, left), TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
                continue;
            }
            if (sitting != null && abandonAfter(patience)) {
                giveUp();
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread is left to itself. Most that block, such as a sleep, end when interrupted; a loop goes on for ever. */
    private void giveUp() {
        Thread stuck = thread;
        Sitting last = sitting;
        if (stuck != null && last != null) {
            reason = RuleFailure.stuck(last.lastRule(), stuck.getStackTrace(), book.limits());
            LOG.error("{}: {}; thread {} is left behind", book.definition().process(), reason, stuck.getName());
            stuck.interrupt();
        }
    }

    /** What was decided and, when a rule got stuck, the decision that a person looks at that item. */
    synchronized Attempt attempt() {
        var all = new ArrayList<Decision>(Arrays.asList(decisions).subList(from, done));
        boolean stuck = abandoned || (done == from && from < decisions.length);
        if (stuck) {
            Case item = batch.get(done);
            all.add(book.verdict().failed(item, item.problems(), reason));
        }
        return new Attempt(all, stuck);
    }
}
