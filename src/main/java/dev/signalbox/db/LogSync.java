package dev.signalbox.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the disk in the writer's stead, which writes the next transaction meanwhile. A commit of SQLite is at the end of its
 * write-ahead log, so one fsync of the log makes all commits before it durable; what {@code synchronous=FULL} does within each
 * COMMIT (https://www.sqlite.org/pragma.html#pragma_synchronous) is done here for several at once.
 */
final class LogSync implements AutoCloseable {
    private final FileChannel log;
    private final BlockingQueue<Consumer<@Nullable IOException>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "database-sync");
    private volatile boolean closing;
    private @Nullable IOException failure;

    LogSync(FileChannel log) {
        this.log = log;
        thread.setDaemon(true);
        thread.start();
    }

    static LogSync of(Path log) throws IOException {
        return new LogSync(FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    /** Tells, in the order of these calls, when the disk has what the log now holds; or why it may not have it. */
    void whenDurable(Consumer<@Nullable IOException> told) {
        waiting.add(told); // no bound needed: whoever waits for an answer sends nothing more
    }

    private void run() {
        var together = new ArrayList<Consumer<@Nullable IOException>>();
        while (!closing || !waiting.isEmpty()) {
            try {
                var first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    together.add(first);
                    waiting.drainTo(together);
                    sync();
                    together.forEach(told -> told.accept(failure));
                    together.clear();
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    // After a sync that failed nobody knows what the disk has, and the next may succeed without it
    // (https://lwn.net/Articles/752063/):
    // so there is no next.
    private void sync() {
        if (failure == null) {
            try {
                log.force(false);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /** Tells all who wait, then ends. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
