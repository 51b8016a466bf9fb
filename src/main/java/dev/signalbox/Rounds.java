package dev.signalbox;

import dev.signalbox.execution.Worker;
import dev.signalbox.review.Reviews;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server does by itself, again and again: start automatic steps that are due, free claims that ran out. */
final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final long STEPS_EVERY_MILLIS = 50;
    private static final long LEASES_EVERY_MILLIS = 1_000;

    private final Worker worker;
    private final Reviews reviews;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Rounds(Worker worker, Reviews reviews) {
        this.worker = worker;
        this.reviews = reviews;
        worker.takeOver().join();
        var unusedSteps = clock.scheduleWithFixedDelay(this::steps, 0, STEPS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        var unusedLeases = clock.scheduleWithFixedDelay(this::leases, 0, LEASES_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void steps() {
        int started;
        do {
            started = quietly(worker.startDue());
        } while (started > 0);
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
    }
}
