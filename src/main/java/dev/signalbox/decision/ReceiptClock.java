package dev.signalbox.decision;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Stands, for each thread, at the moment its item was received; in the process's zone, so that no machine's decides anything. */
final class ReceiptClock extends Clock {
    private static final ThreadLocal<@Nullable Instant> NOW = new ThreadLocal<>();

    private final ZoneId zone;

    ReceiptClock(ZoneId zone) {
        this.zone = zone;
    }

    void standAt(Instant moment) {
        NOW.set(moment);
    }

    void release() {
        NOW.remove();
    }

    @Override
    public Instant instant() {
        Instant moment = NOW.get();
        if (moment == null) {
            throw new IllegalStateException("Expected an item to be judged, but there is none");
        }
        return moment;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
