package dev.signalbox.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Work that arrives while a commit is on its way to the disk shares the next commit, so that the price of
 * durability is paid once for all of it. Each piece of work has a savepoint of its own: one that fails undoes only itself.
 * Nobody hears that work is done before the commit that holds it has returned.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST_WAITING = 4096;
    private static final int MOST_TOGETHER = 256;

    private final Connection connection;
    private final Handle handle;
    private final PreparedOnce statements;
    private final Clock clock;
    private final BlockingQueue<Piece<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean checkpointWanted;
    private final AtomicLong commits = new AtomicLong();

    GroupCommit(Connection connection, Clock clock) throws SQLException {
        this.connection = connection;
        this.clock = clock;
        connection.setAutoCommit(true);
        Checkpoints.leaveTo(connection);
        statements = new PreparedOnce(connection);
        handle = Jdbi.create(() -> connection).open().setStatementBuilder(statements);
        writer = new Thread(this::run, "database-writer");
        writer.start();
    }

    <T extends @Nullable Object> CompletableFuture<T> submit(Work<T> work) {
        var piece = new Piece<>(work);
        if (closing || !waiting.offer(piece)) {
            piece.answer.completeExceptionally(
                    new DatabaseUnavailable("the database's writer is overloaded or closed"));
        }
        return piece.answer;
    }

    /** How many transactions were committed. */
    long commits() {
        return commits.get();
    }

    /** Soon, between two commits, the writer itself copies the rest of the log. */
    void checkpointBetweenCommits() {
        checkpointWanted = true;
    }

    private void run() {
        var together = new ArrayList<Piece<?>>();
        while (!closing || !waiting.isEmpty()) {
            try {
                var first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    together.add(first);
                    waiting.drainTo(together, MOST_TOGETHER - 1);
                    commit(together);
                    together.clear();
                    if (checkpointWanted) {
                        checkpointWanted = false;
                        checkpoint();
                    }
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    private void checkpoint() {
        try {
            Checkpoints.copy(connection);
        } catch (SQLException e) {
            log.warn("The database's log could not be copied into its file: {}", e.getMessage());
        }
    }

    private void commit(List<Piece<?>> together) {
        try {
            execute("BEGIN IMMEDIATE");
            var tx = new Tx(handle, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            for (var piece : together) {
                execute("SAVEPOINT piece");
                if (!piece.runIn(tx)) {
                    execute("ROLLBACK TO piece");
                }
                execute("RELEASE piece");
            }
            execute("COMMIT");
            commits.incrementAndGet();
        } catch (Exception e) {
            log.error("Nothing was written: {}", e.getMessage());
            rollback();
            var cause = new DatabaseUnavailable("the database could not commit: " + e.getMessage());
            together.forEach(piece -> piece.answer.completeExceptionally(cause));
            return;
        }
        together.forEach(Piece::tell);
    }

    private void rollback() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            log.debug("No transaction was left to undo: {}", e.getMessage());
        }
    }

    private void execute(String sql) throws SQLException {
        try (var prepared = new Prepared(connection, sql, statements)) {
            prepared.statement().execute();
        }
    }

    @Override
    public void close() throws SQLException {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handle.close();
        connection.close();
    }

    private static final class Piece<T extends @Nullable Object> {
        private final Work<T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Throwable failure;

        Piece(Work<T> work) {
            this.work = work;
        }

        boolean runIn(Tx tx) {
            try {
                result = work.run(tx);
                return true;
            } catch (Throwable e) {
                failure = e;
                return false;
            }
        }

        @SuppressWarnings("NullAway") // the result is whatever T allows
        void tell() {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        }
    }
}
