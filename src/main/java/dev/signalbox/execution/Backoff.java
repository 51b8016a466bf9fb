package dev.signalbox.execution;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: 2 s doubled with each failed one, at most an hour, and of that a random part between
 * half and all, so that steps that failed together do not come back together.
 */
record Backoff(RandomGenerator random) {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @param failed tries so far, at least 1 */
    Duration after(int failed) {
        var whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failed - 1, 20));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
