package dev.signalbox.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the two databases want said differently. The package's docstring lists all of it. */
public enum Dialect {
    SQLITE {
        /** Takes the one write lock at once: a transaction that began with reading could not be sure to get it. */
        @Override
        Instant begin(Connection connection, PreparedOnce statements, Clock clock) throws SQLException {
            try (var begin = new Prepared(connection, "BEGIN IMMEDIATE", statements)) {
                begin.statement().execute();
            }
            return now(connection, clock);
        }

        @Override
        Instant now(Connection connection, Clock clock) {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        boolean isUnavailable(SQLException failure) {
            return failure instanceof SQLiteException sqlite && NOT_NOW.contains(sqlite.getResultCode().code & PRIMARY);
        }

        @Override
        boolean isCollision(SQLException failure) {
            return false;
        }

        @Override
        void configureWriter(Handle handle) {} // its settings are the connection's

        @Override
        @Nullable
        Long transaction(Connection connection, PreparedOnce statements, String writer) {
            return null;
        }

        @Override
        boolean committed(Handle handle, String writer, long transaction) {
            return false;
        }

        @Override
        void reach(Handle handle) {} // one lock holds all of it

        @Override
        String pulse() {
            return """
                   INSERT INTO writer (token, n, at) VALUES ('pulse', 1, 0)
                   ON CONFLICT (token) DO UPDATE SET n = n + 1 RETURNING n""";
        }

        @Override
        public String skipLocked() {
            return "";
        }
    },

    POSTGRESQL {
        @Override
        Instant begin(Connection connection, PreparedOnce statements, Clock clock) throws SQLException {
            // Both in one trip.
            try (var begin = new Prepared(connection, "BEGIN; " + NOW, statements)) {
                begin.statement().execute();
                begin.statement().getMoreResults();
                return instant(begin.statement());
            }
        }

        @Override
        Instant now(Connection connection, Clock clock) throws SQLException {
            try (var query = connection.prepareStatement(NOW)) {
                query.execute();
                return instant(query);
            }
        }

        /** https://www.postgresql.org/docs/current/errcodes-appendix.html */
        @Override
        boolean isUnavailable(SQLException failure) {
            var state = failure.getSQLState();
            return state != null
                    && (state.startsWith("08") // connection
                            || state.startsWith("53") // disk full, out of memory, too many connections
                            || state.startsWith("57") // shut down, cancelled
                            || state.startsWith("58") // system error
                            || state.equals("25006") // read-only
                            || state.equals("25P03") // idle in transaction for too long
                            || state.equals("55P03") // a lock was not to be had in time
                            || isCollision(failure));
        }

        /** A deadlock, or a serialization failure. */
        @Override
        boolean isCollision(SQLException failure) {
            return "40P01".equals(failure.getSQLState()) || "40001".equals(failure.getSQLState());
        }

        @Override
        void configureWriter(Handle handle) {
            handle.execute("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
            // A plan is kept with its statement: one made while a table was small would read all of it once it has
            // grown.
            handle.execute("SET enable_seqscan = off");
        }

        @Override
        @Nullable
        Long transaction(Connection connection, PreparedOnce statements, String writer) throws SQLException {
            try (var mark = new Prepared(connection, MARK, statements)) {
                mark.statement().setString(1, writer);
                try (var row = mark.statement().executeQuery()) {
                    return row.next() ? row.getLong(1) : null;
                }
            }
        }

        /** Waits while the transaction still runs, because it holds the row. */
        @Override
        boolean committed(Handle handle, String writer, long transaction) {
            return handle.createQuery("SELECT n FROM writer WHERE token = :writer FOR UPDATE")
                    .bind("writer", writer)
                    .mapTo(Long.class)
                    .findOne()
                    .filter(last -> last >= transaction)
                    .isPresent();
        }

        /** As an INSERT would: somebody's LOCK TABLE keeps items out though the rest can be written. */
        @Override
        void reach(Handle handle) {
            handle.execute("LOCK TABLE item, step, history IN ROW EXCLUSIVE MODE");
        }

        /** What has an id is marked before it commits. */
        @Override
        String pulse() {
            return "SELECT pg_current_xact_id()::text";
        }

        @Override
        public String skipLocked() {
            return "FOR UPDATE SKIP LOCKED";
        }
    };

    private static final String NOW = "SELECT signalbox_now()";
    /** Nothing, when the transaction has no id because it wrote nothing. */
    private static final String MARK = """
            INSERT INTO writer AS w (token, n, at) SELECT ?, 1, signalbox_now()
            WHERE pg_current_xact_id_if_assigned() IS NOT NULL
            ON CONFLICT (token) DO UPDATE SET n = w.n + 1, at = excluded.at RETURNING n""";

    /** The bits of a result code that are its kind; the others say more (https://www.sqlite.org/rescode.html#pve). */
    private static final int PRIMARY = 0xff;

    private static final Set<Integer> NOT_NOW = Set.of(
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_BUSY.code);

    private static Instant instant(Statement answered) throws SQLException {
        try (var row = answered.getResultSet()) {
            row.next();
            return Instant.ofEpochMilli(row.getLong(1));
        }
    }

    /** Begins a transaction that will write, and tells the database's time. */
    abstract Instant begin(Connection connection, PreparedOnce statements, Clock clock) throws SQLException;

    /** The database's time, to the millisecond. */
    abstract Instant now(Connection connection, Clock clock) throws SQLException;

    /** Whether the same may succeed later: the database, not the work, is at fault. */
    abstract boolean isUnavailable(SQLException failure);

    /** Whether the same will succeed at once: two nodes were in each other's way. */
    abstract boolean isCollision(SQLException failure);

    /** A commit that has returned is on the disk, whatever the server's default is; rows are found by an index. */
    abstract void configureWriter(Handle handle);

    /** The number of the writer's running transaction, so that {@link #committed} can be asked; null where that is not known. */
    abstract @Nullable Long transaction(Connection connection, PreparedOnce statements, String writer)
            throws SQLException;

    /** Whether that transaction of another session came through. To be asked before the writer's next one. */
    abstract boolean committed(Handle handle, String writer, long transaction);

    /** Waits until items could be written, or fails. */
    abstract void reach(Handle handle);

    /** A query that writes something small. */
    abstract String pulse();

    /** Behind a SELECT of rows to be claimed: those that another node is just claiming are passed over. */
    public abstract String skipLocked();

    static boolean is(@Nullable Throwable failure, Predicate<SQLException> kind) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && kind.test(sql)) {
                return true;
            }
        }
        return false;
    }
}
