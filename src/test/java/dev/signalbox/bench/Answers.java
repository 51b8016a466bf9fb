package dev.signalbox.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;

/** What a load was answered: how many, with which status, and how long each took. */
public final class Answers {
    private final TreeMap<Integer, Integer> statuses = new TreeMap<>();
    private long[] nanos = new long[1 << 16];
    private int count;
    Duration took = Duration.ZERO;
    /** What the server's processors worked for them. */
    Duration work = Duration.ZERO;

    void add(int status, long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = took;
        statuses.merge(status, 1, Integer::sum);
    }

    public int count() {
        return count;
    }

    /** How many had this status. */
    public int with(int status) {
        return statuses.getOrDefault(status, 0);
    }

    public double perSecond() {
        return count / (took.toNanos() / 1e9);
    }

    /** The time within which this share (0 to 1) was answered, in milliseconds. */
    public double millis(double share) {
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[Math.min(count - 1, (int) (share * count))] / 1e6;
    }

    /** @throws IllegalStateException when any answer had another status */
    public Answers onlyWith(int status) {
        if (with(status) != count) {
            throw new IllegalStateException("Expected only answers " + status + ", but had " + statuses);
        }
        return this;
    }
}
