package dev.signalbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** Time in the test's hand. */
public final class SettableClock extends Clock {
    private volatile Instant now;
    private volatile Consumer<Instant> follower = instant -> {};

    public SettableClock(String now) {
        this.now = Instant.parse(now);
    }

    public void advance(Duration by) {
        now = now.plus(by);
        follower.accept(now);
    }

    /** Another clock that is set with this one, now and from now on. */
    public void lead(Consumer<Instant> other) {
        follower = other;
        other.accept(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
