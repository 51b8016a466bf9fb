package dev.signalbox.sim;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The world's time, and how far a node's own clock is off it. */
final class WorldClock extends Clock {
    private final World world;
    private final long skewMillis;

    WorldClock(World world, long skewMillis) {
        this.world = world;
        this.skewMillis = skewMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return world.now() + skewMillis;
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
