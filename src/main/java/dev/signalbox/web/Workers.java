package dev.signalbox.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads for work that waits, so that event loops never do. A full house refuses rather than queues without end. */
final class Workers implements AutoCloseable {
    private static final long FAREWELL_SECONDS = 10;

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final ThreadPoolExecutor threads;
    private final String full;

    /**
     * @param waiting how many may wait for a thread; none with 0
     * @param full what a refused caller reads
     */
    Workers(String name, int threads, int waiting, String full) {
        var count = new AtomicInteger();
        BlockingQueue<Runnable> queue = waiting == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(waiting);
        this.threads = new ThreadPoolExecutor(threads, threads, 60, TimeUnit.SECONDS, queue, task -> {
            var thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.threads.allowCoreThreadTimeOut(true);
        this.full = full;
    }

    /** Runs the work on a thread; the future ends on the context. It fails with a {@link Refusal} when all are taken. */
    <T> Future<T> run(Context context, Callable<T> work) {
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> {
                try {
                    T result = work.call();
                    tell(context, () -> promise.complete(result));
                } catch (Throwable e) {
                    tell(context, () -> promise.fail(e));
                }
            });
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(new Refusal(ProblemKind.BUSY, full));
        }
        return promise.future();
    }

    /**
     * Runs the work on a thread, for whoever asks later.
     *
     * @throws Refusal when all are taken
     */
    <T> CompletableFuture<T> start(Callable<T> work) {
        var end = new CompletableFuture<T>();
        try {
            threads.execute(() -> {
                try {
                    end.complete(work.call());
                } catch (Throwable e) {
                    end.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            throw new Refusal(ProblemKind.BUSY, full);
        }
        return end;
    }

    boolean allTaken() {
        return threads.getActiveCount() >= threads.getMaximumPoolSize();
    }

    private static void tell(Context context, Runnable end) {
        try {
            context.runOnContext(ignored -> end.run());
        } catch (RejectedExecutionException e) {
            log.debug("Nobody is left to answer: the server has stopped");
        }
    }

    /** Lets what runs come to its end, within limits. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
