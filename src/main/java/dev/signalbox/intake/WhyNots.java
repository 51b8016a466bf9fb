package dev.signalbox.intake;

import dev.signalbox.binding.MalformedBody;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.process.PackRefused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Why items are not FULL, found out one after the other on an engine apart: thousands of tries hold up nothing that is decided
 * meanwhile, and an item made up for a try that ends the rules' process counts against nobody. What was found about a decision
 * is kept. The engine is started when somebody asks, and closed when nobody has for a while.
 */
public final class WhyNots implements AutoCloseable {
    static final int MOST_KEPT = 500;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Executor LATER = CompletableFuture.delayedExecutor(IDLE.toMillis() + 1, TimeUnit.MILLISECONDS);

    private final Processes processes;
    private final Map<Asked, WhyNot> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, WhyNot> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private volatile @Nullable LiveProcess apart;
    private long lastUsed;
    private volatile boolean closed;

    private record Asked(String process, String version, Instant receivedAt, String payload) {}

    public WhyNots(Processes processes) {
        this.processes = processes;
    }

    /**
     * Asks of an item. Takes the time of up to 2,000 decisions, and that of a start, when it is asked for the first time.
     *
     * @param payload the item as JSON
     * @param receivedAt the moment that it is judged by
     * @throws MalformedBody when the payload is no item
     * @throws WhyNotUnavailable when it cannot be found out just now
     */
    public WhyNot of(LiveProcess process, byte[] payload, Instant receivedAt) throws MalformedBody {
        var asked = new Asked(process.name(), process.version(), receivedAt, digest(payload));
        synchronized (kept) {
            var known = kept.get(asked);
            if (known != null) {
                return known;
            }
        }
        return find(asked, process, payload);
    }

    private synchronized WhyNot find(Asked asked, LiveProcess process, byte[] payload) throws MalformedBody {
        synchronized (kept) {
            var known = kept.get(asked);
            if (known != null) {
                return known;
            }
        }
        try {
            var found = WhyNotFull.of(apart(process), payload, asked.receivedAt);
            synchronized (kept) {
                kept.put(asked, found);
            }
            return found;
        } finally {
            used();
        }
    }

    private LiveProcess apart(LiveProcess process) {
        var ready = apart;
        if (ready != null
                && ready.name().equals(process.name())
                && ready.version().equals(process.version())) {
            return ready;
        }
        end();
        if (closed) {
            throw new WhyNotUnavailable("Expected to try the rules, but the server is closing");
        }
        try {
            ready = processes.apart(process);
        } catch (PackRefused e) {
            throw new WhyNotUnavailable(
                    "Expected to try the rules apart from those that decide, but they did not start: " + e.getMessage()
                            + "; ask again later");
        }
        apart = ready;
        return ready;
    }

    private void used() {
        lastUsed = System.nanoTime();
        var asked = apart;
        if (closed || (asked != null && asked.engine().withdrawn() != null)) {
            end();
        }
        LATER.execute(this::endIdle);
    }

    private synchronized void endIdle() {
        if (System.nanoTime() - lastUsed >= IDLE.toNanos()) {
            end();
        }
    }

    private void end() {
        var ending = apart;
        apart = null;
        if (ending != null) {
            ending.engine().close();
        }
    }

    private static String digest(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Does not wait for what is being found out. */
    @Override
    public void close() {
        closed = true;
        end();
    }
}
