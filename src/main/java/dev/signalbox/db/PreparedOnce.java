package dev.signalbox.db;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the statements of one connection prepared: with all its constraints and indexes, SQLite takes longer to prepare an insert
 * than to run it. For one thread, and for a finite set of statements.
 */
final class PreparedOnce implements StatementBuilder {
    private final Connection connection;
    private final StatementBuilder builder;
    private final Map<String, PreparedStatement> idle = new HashMap<>();

    PreparedOnce(Connection connection) {
        this.connection = connection;
        builder = DefaultStatementBuilder.FACTORY.createStatementBuilder(connection);
    }

    /** What is kept prepared, for tests that have it explained. */
    Set<String> statements() {
        return Set.copyOf(idle.keySet());
    }

    @Override
    public PreparedStatement create(Connection lent, String sql, StatementContext context) throws SQLException {
        var kept = idle.remove(sql);
        return kept != null ? kept : builder.create(connection, sql, context);
    }

    /** One that no Jdbi statement stands behind; {@link #close(Connection, String, Statement)} takes it back. */
    PreparedStatement create(String sql) throws SQLException {
        var kept = idle.remove(sql);
        return kept != null ? kept : connection.prepareStatement(sql);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (statement instanceof PreparedStatement prepared && idle.putIfAbsent(sql, prepared) == null) {
            prepared.clearBatch();
            prepared.clearParameters();
        } else {
            statement.close();
        }
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return builder.create(connection, context);
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return builder.createCall(connection, sql, context);
    }

    /** At the end of a handle: the statements outlive it, and end with their connection. */
    @Override
    public void close(Connection connection) {}
}
