package dev.signalbox;

import dev.signalbox.db.DatabaseUnavailable;
import dev.signalbox.execution.Worker;
import dev.signalbox.review.Reviews;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server does by itself, again and again: start automatic steps that are due, free claims that ran out. */
final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final long STEPS_EVERY_MILLIS = 50;
    private static final long LEASES_EVERY_MILLIS = 1_000;
    /** Steps under way while items pour in: whoever sends waits for an answer now, a step can follow. */
    private static final int STEPS_BESIDE_INTAKE = 16;
    /** They are started once for so many items, so that several nodes together start no more than one that takes in as much. */
    private static final int ITEMS_BETWEEN = 1_024;
    /** And after so many rounds in any case. */
    private static final int ROUNDS_BETWEEN = 4;

    private static final Duration STEPS_PATIENCE = Duration.ofSeconds(4);

    private final Worker worker;
    private final Reviews reviews;
    private final BooleanSupplier pouring;
    private final LongSupplier taken;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int roundsWithout;
    private long takenBefore;

    /**
     * @param alone whether no other node can hold claims
     * @param pouring whether items arrive faster than one by one just now
     * @param taken how many have arrived
     */
    Rounds(Worker worker, Reviews reviews, boolean alone, BooleanSupplier pouring, LongSupplier taken) {
        this.taken = taken;
        this.pouring = pouring;
        this.worker = worker;
        this.reviews = reviews;
        if (alone) {
            worker.takeOver().join();
        }
        again(this::steps, STEPS_EVERY_MILLIS);
        again(this::leases, LEASES_EVERY_MILLIS);
    }

    private void again(Runnable round, long everyMillis) {
        var unused = clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        round.run();
                    } catch (Error e) { // or it would never run again
                        log.error("A round failed and will be made again", e);
                    }
                },
                0,
                everyMillis,
                TimeUnit.MILLISECONDS);
    }

    private void steps() {
        if (!pouring.getAsBoolean()) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEASES_EVERY_MILLIS);
            int started;
            do {
                started = quietly(worker.startDue());
            } while (started > 0 && !pouring.getAsBoolean() && !clock.isShutdown() && System.nanoTime() < end);
        } else if (++roundsWithout >= ROUNDS_BETWEEN || taken.getAsLong() - takenBefore >= ITEMS_BETWEEN) {
            takenBefore = taken.getAsLong();
            roundsWithout = 0;
            quietly(worker.startDue(STEPS_BESIDE_INTAKE));
        }
    }

    private void leases() {
        int freed = quietly(worker.expireLeases()) + quietly(reviews.expireLeases());
        if (freed > 0) {
            log.info("{} claims ran out and were freed", freed);
        }
    }

    // A round that failed is made again: the work it did not do is still in the database.
    private static int quietly(CompletableFuture<Integer> round) {
        try {
            return round.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DatabaseUnavailable) {
                log.debug("A round waits for the database: {}", e.getMessage()); // which has told so itself
            } else {
                log.warn("A round failed and will be made again: {}", e.getMessage());
            }
            return 0;
        } catch (RuntimeException e) {
            log.warn("A round failed and will be made again: {}", e.getMessage());
            return 0;
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int givenBack = quietly(worker.stop(STEPS_PATIENCE));
        if (givenBack > 0) {
            log.info("{} steps had not ended and were given back", givenBack);
        }
    }
}
