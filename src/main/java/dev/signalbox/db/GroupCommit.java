package dev.signalbox.db;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Work that arrives while a commit is on its way to the disk shares the next commit, so that the price of
 * durability is paid once for all of it. A piece of work that fails undoes only itself: all are undone and run once more, each with a
 * savepoint of its own. Not at once with savepoints, for which SQLite keeps every page that it changes in a temporary file.
 * Nobody hears that work is done before the commit that holds it has returned, and it returns when the disk has it. One POST,
 * as seen by {@code strace -f -y -e trace=pwrite64,fsync,fdatasync,sendto,writev -p PID}, of the server and of PostgreSQL's backend:
 *
 * <pre>
 * SQLite      pwrite64(156&lt;…/signalbox.db-wal&gt;, …) = 8192               the item, the step
 *             fsync(156&lt;…/signalbox.db-wal&gt;) = 0                        COMMIT
 *             writev(172&lt;socket&gt;, "HTTP/1.1 201 Created\r\n…")
 * PostgreSQL  pwrite64(10&lt;…/pg_wal/000000010000000000000001&gt;, …) = 8192
 *             fdatasync(10&lt;…/pg_wal/000000010000000000000001&gt;) = 0
 *             sendto(11&lt;socket&gt;, "…COMMIT\0…")                          its backend, to the server
 *             writev(163&lt;socket&gt;, "HTTP/1.1 201 Created\r\n…")          the server, to the caller
 * </pre>
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST_WAITING = 4096;
    private static final int MOST_TOGETHER = 256;
    private static final int MOST_COLLISIONS = 5;
    private static final Duration OUTCOME_PATIENCE = Duration.ofSeconds(8);
    private static final Duration RECENT = Duration.ofSeconds(3);

    private final DataSource source;
    private final Dialect dialect;
    private final Clock clock;
    /** By which the database knows it. */
    private final String name = UUID.randomUUID().toString();

    private final BlockingQueue<Piece<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Executor writer;
    private final Executor telling;
    private @Nullable WriteSession session;
    private boolean failing;
    private volatile boolean closing;
    private volatile boolean checkpointWanted;
    private volatile long lead;
    private final AtomicLong commits = new AtomicLong();
    private volatile long refusedAt = System.nanoTime() - RECENT.toNanos();

    /**
     * @param writer where all writing is done; runs one thing at a time
     * @param telling where answers are told, in order: whatever is made of them does not hold up the writer
     */
    GroupCommit(DataSource source, Dialect dialect, Clock clock, Executor writer, Executor telling)
            throws SQLException {
        this.source = source;
        this.dialect = dialect;
        this.clock = clock;
        this.writer = writer;
        this.telling = telling;
        session = WriteSession.open(source, dialect);
    }

    <T extends @Nullable Object> CompletableFuture<T> submit(Work<T> work) {
        var piece = new Piece<>(work);
        if (closing || !waiting.offer(piece)) {
            piece.answer.completeExceptionally(
                    new DatabaseUnavailable("the database's writer is overloaded or closed"));
        } else {
            wake();
        }
        return piece.answer;
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            writer.execute(this::run);
        }
    }

    /** Whether the database refused any work in the last seconds: a full disk may still take what is small. */
    boolean refusedOfLate() {
        return System.nanoTime() - refusedAt < RECENT.toNanos();
    }

    /** By how many milliseconds the database's time is ahead of this node's clock. */
    long lead() {
        return lead;
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
        try {
            while (waiting.drainTo(together, MOST_TOGETHER) > 0) {
                commit(together);
                together.clear();
                if (checkpointWanted && session != null) {
                    checkpointWanted = false;
                    session.checkpoint();
                }
            }
        } finally {
            awake.set(false);
        }
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    private void commit(List<Piece<?>> together) {
        for (int collisions = 0; ; collisions++) {
            try {
                commitOnce(together);
                if (failing) {
                    failing = false;
                    log.info("The database takes what is written again");
                }
                var told = List.copyOf(together);
                telling.execute(() -> told.forEach(Piece::tell));
                return;
            } catch (SQLException | RuntimeException | VirtualMachineError | LinkageError e) {
                if (Dialect.is(e, dialect::isCollision) && collisions < MOST_COLLISIONS) {
                    log.debug("Another node was in the way, so once more: {}", e.getMessage());
                } else {
                    if (!failing) {
                        log.error("Nothing was written, and will not be until told otherwise: {}", e.getMessage());
                    }
                    failing = true;
                    refusedAt = System.nanoTime();
                    var cause = new DatabaseUnavailable("the database could not commit: " + e.getMessage());
                    var told = List.copyOf(together);
                    telling.execute(() -> told.forEach(piece -> piece.answer.completeExceptionally(cause)));
                    return;
                }
            }
        }
    }

    private void commitOnce(List<Piece<?>> together) throws SQLException {
        if (session == null) {
            session = WriteSession.open(source, dialect);
        }
        var current = session;
        @Nullable Long transaction = null;
        try {
            if (!allSucceed(begin(current), together)) {
                current.execute("ROLLBACK");
                var tx = begin(current);
                for (var piece : together) {
                    runApart(tx, current, piece);
                }
            }
            transaction = current.transaction(name);
            current.execute("COMMIT");
            commits.incrementAndGet();
        } catch (SQLException | RuntimeException | VirtualMachineError | LinkageError e) {
            if (!current.rollback()) {
                session = null;
                current.close();
                if (transaction != null && committedAfterAll(transaction)) {
                    return;
                }
            }
            throw e;
        }
    }

    private Tx begin(WriteSession current) throws SQLException {
        var tx = current.begin(clock);
        if (dialect == Dialect.POSTGRESQL) { // a SQLite file has no other clock than this node's
            lead = tx.nowMillis() - clock.millis();
        }
        return tx;
    }

    private boolean allSucceed(Tx tx, List<Piece<?>> together) throws SQLException {
        for (var piece : together) {
            if (!piece.runIn(tx)) {
                throwCollision(piece);
                if (Dialect.is(piece.failure, dialect::isUnavailable)) {
                    // SQLite has undone all by itself, and PostgreSQL is gone.
                    throw new SQLException(String.valueOf(piece.failure), piece.failure);
                }
                return false;
            }
        }
        return true;
    }

    private void throwCollision(Piece<?> piece) throws SQLException {
        if (Dialect.is(piece.failure, dialect::isCollision)) {
            throw new SQLException("two nodes were in each other's way", piece.failure);
        }
    }

    private void runApart(Tx tx, WriteSession current, Piece<?> piece) throws SQLException {
        current.execute("SAVEPOINT piece");
        if (!piece.runIn(tx)) {
            current.execute("ROLLBACK TO piece");
            throwCollision(piece);
            if (piece.blameDatabase(dialect)) {
                refusedAt = System.nanoTime();
            }
        }
        current.execute("RELEASE piece");
    }

    // The connection broke around the COMMIT: the database knows whether it came through, and is asked when it is back.
    private boolean committedAfterAll(long transaction) {
        long end = System.nanoTime() + OUTCOME_PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (session == null) {
                    session = WriteSession.open(source, dialect);
                }
                var committed = session.committed(name, transaction);
                log.warn(
                        "A connection broke at its COMMIT, which {}",
                        committed ? "came through" : "did not come through");
                return committed;
            } catch (SQLException | RuntimeException e) {
                log.debug("How a transaction ended is not known yet: {}", e.getMessage());
                if (session != null) {
                    session.close();
                    session = null;
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
        return false;
    }

    /** Takes nothing more, and writes what it has taken. */
    @Override
    public void close() {
        closing = true;
        CompletableFuture.runAsync(this::run, writer).join();
        CompletableFuture.runAsync(() -> {}, telling).join();
        if (session != null) {
            session.close();
        }
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
            failure = null;
            try {
                result = work.run(tx);
                return true;
            } catch (Throwable e) {
                failure = e;
                return false;
            }
        }

        boolean blameDatabase(Dialect dialect) {
            if (!Dialect.is(failure, dialect::isUnavailable)) {
                return false;
            }
            failure = new DatabaseUnavailable("the database could not write: "
                    + Objects.requireNonNull(failure).getMessage());
            return true;
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
