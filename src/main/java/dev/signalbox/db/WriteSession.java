package dev.signalbox.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection, for as long as it lasts. */
final class WriteSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WriteSession.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Handle handle;
    private final PreparedOnce statements;

    /** @throws SQLException when there is no connection, or it is not fit to be written through; then it is closed */
    static WriteSession open(DataSource source, Dialect dialect) throws SQLException {
        var connection = source.getConnection();
        try {
            return new WriteSession(connection, dialect);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private WriteSession(Connection connection, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        connection.setAutoCommit(true);
        if (dialect == Dialect.SQLITE) {
            Checkpoints.leaveTo(connection);
        }
        statements = new PreparedOnce(connection);
        handle = Jdbi.create(() -> connection).open().setStatementBuilder(statements);
        dialect.configureWriter(handle);
    }

    Tx begin(Clock clock) throws SQLException {
        return new Tx(handle, dialect.begin(connection, statements, clock), dialect);
    }

    void execute(String sql) throws SQLException {
        try (var prepared = new Prepared(connection, sql, statements)) {
            prepared.statement().execute();
        }
    }

    void checkpoint() {
        try {
            Checkpoints.copy(connection);
        } catch (SQLException e) {
            log.warn("The database's log could not be copied into its file: {}", e.getMessage());
        }
    }

    /** The running transaction's number; null when it wrote nothing, or nobody could be asked about it. */
    @Nullable
    Long transaction(String writer) throws SQLException {
        return dialect.transaction(connection, statements, writer);
    }

    /** How a transaction of another session ended, which may be waited for. */
    boolean committed(String writer, long transaction) {
        return dialect.committed(handle, writer, transaction);
    }

    /** Undoes what runs; answers whether the connection is still of use. */
    boolean rollback() {
        try {
            execute("ROLLBACK");
            // After a COMMIT that found the disk full, SQLite's driver does not get its statements going again.
            return dialect != Dialect.SQLITE;
        } catch (SQLException e) {
            log.debug("Nothing was left to undo: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        try {
            handle.close();
            connection.close();
        } catch (SQLException | RuntimeException e) {
            log.debug("A broken connection did not close: {}", e.getMessage());
        }
    }
}
