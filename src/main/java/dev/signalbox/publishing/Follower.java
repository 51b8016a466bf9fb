package dev.signalbox.publishing;

import dev.signalbox.db.DatabaseUnavailable;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second for packs that were published, and closes the versions whose place they took. */
public final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    /** Longer than a request may carry nothing: whoever began with the old version has decided by it, or has gone. */
    private static final Duration IDLE = Duration.ofMinutes(2);

    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "publications"));

    /** @param farewell told of each version before it is closed */
    public Follower(Publishing publishing, Processes processes, Consumer<LiveProcess> farewell) {
        var unused = clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        publishing.follow();
                        processes.tryAgain(TRY_AGAIN);
                        processes.closeReplaced(IDLE, farewell);
                    } catch (DatabaseUnavailable e) {
                        log.debug("Publications wait for the database: {}", e.getMessage()); // which has told so itself
                    } catch (RuntimeException | Error e) { // or it would never run again
                        log.warn("Publications could not be followed, and will be again: {}", e.getMessage());
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    /** Waits for a version that is being loaded. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
