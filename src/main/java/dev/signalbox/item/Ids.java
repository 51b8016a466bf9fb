package dev.signalbox.item;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Item ids: 63 bits that grow with time, 41 of milliseconds since 2025-01-01, 12 of sequence and 10 of the node that made it, so
 * that new rows go to the end of every index and no two nodes make the same. Outside the database they are 13 characters of Crockford's base 32
 * (https://www.crockford.com/base32.html), which sort as the numbers do.
 */
public final class Ids {
    private static final long EPOCH_MILLIS = 1_735_689_600_000L;
    private static final int SEQUENCE_BITS = 22;
    private static final int NODES = 1024;
    private static final int LENGTH = 13;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Clock clock;
    private final int node;
    private final AtomicLong last;

    /** For the only node there is. */
    public Ids(Clock clock) {
        this(clock, 0, 0);
    }

    /**
     * Ids of one of several nodes.
     *
     * @param node 0 to 1023: no other node that makes ids at the same time has it
     * @param newest all that are made are larger, even when the clock was set back since
     */
    public Ids(Clock clock, int node, long newest) {
        this.clock = clock;
        this.node = node;
        last = new AtomicLong(newest / NODES * NODES + node);
    }

    /** A new id, larger than every earlier one of this object even when the clock stands still or steps back. */
    public long next() {
        long now = ((clock.millis() - EPOCH_MILLIS) << SEQUENCE_BITS) + node;
        return last.updateAndGet(previous -> Math.max(previous + NODES, now));
    }

    public static String text(long id) {
        var out = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--, id >>>= 5) {
            out[i] = ALPHABET.charAt((int) (id & 31));
        }
        return new String(out);
    }

    /** No id that was made at this moment or later is smaller. */
    public static long firstOf(Instant moment) {
        long millis = Math.max(0, moment.toEpochMilli() - EPOCH_MILLIS);
        return Math.min(millis, Long.MAX_VALUE >> SEQUENCE_BITS) << SEQUENCE_BITS;
    }

    /** When an id was made, to the millisecond. */
    public static Instant time(long id) {
        return Instant.ofEpochMilli((id >>> SEQUENCE_BITS) + EPOCH_MILLIS);
    }

    /** The id of an item's n-th step. */
    public static String step(long itemId, int n) {
        return text(itemId) + "-" + n;
    }

    /** The id that {@link #text} wrote, or -1 when the text is no id. */
    public static long parse(String text) {
        if (text.length() != LENGTH) {
            return -1;
        }
        long id = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0 || (i == 0 && digit > 7)) {
                return -1;
            }
            id = (id << 5) | digit;
        }
        return id;
    }
}
