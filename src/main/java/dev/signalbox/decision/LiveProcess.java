package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.ProcessPack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A process whose pack is loaded and whose rules are ready: one version, for as long as it lives. */
public final class LiveProcess {
    private final ProcessPack pack;
    private final DecisionEngine engine;
    private final AtomicInteger users = new AtomicInteger();
    private volatile long lastUsed = System.nanoTime();

    public LiveProcess(ProcessPack pack, DecisionEngine engine) {
        this.pack = pack;
        this.engine = engine;
    }

    public ProcessPack pack() {
        return pack;
    }

    public DecisionEngine engine() {
        return engine;
    }

    public String name() {
        return pack.name();
    }

    public ProcessDefinition definition() {
        return pack.definition();
    }

    /** SHA-256 of the pack's files, in hex. */
    public String version() {
        return pack.version();
    }

    public ItemType type() {
        return engine.type();
    }

    /** As {@link DecisionEngine#decide}. */
    public List<Decision> decide(List<Case> batch) {
        var decisions = engine.decide(batch);
        lastUsed = System.nanoTime();
        return decisions.stream().map(Bounds::of).toList();
    }

    /** Keeps this version open, however seldom it decides, until the answer is closed. */
    public Use use() {
        users.incrementAndGet();
        return () -> {
            lastUsed = System.nanoTime();
            users.decrementAndGet();
        };
    }

    /** See {@link #use}. */
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether nobody uses it, and it has decided nothing for so long. */
    boolean isIdleFor(Duration time) {
        return users.get() == 0 && System.nanoTime() - lastUsed > time.toNanos();
    }
}
