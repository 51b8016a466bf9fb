package dev.signalbox.decision;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads on which items are bound and decided: each process has its own, so that slow rules hold up no other's items. */
public final class Deciders implements AutoCloseable {
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Map<DecisionEngine, ThreadPoolExecutor> pools = new ConcurrentHashMap<>();

    public Executor of(LiveProcess process) {
        return pools.computeIfAbsent(process.engine(), engine -> pool());
    }

    /** Frees the threads of a version that no one asks any more. */
    public void forget(LiveProcess process) {
        var pool = pools.remove(process.engine());
        if (pool != null) {
            pool.shutdown();
        }
    }

    private ThreadPoolExecutor pool() {
        var pool = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Finishes what was begun, for at most ten seconds. */
    @Override
    public void close() {
        pools.values().forEach(ThreadPoolExecutor::shutdown);
        try {
            for (var pool : pools.values()) {
                pool.awaitTermination(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
