package dev.signalbox.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A prepared statement for the hot path. Closing it gives it back; the writer keeps it prepared for the next transaction. */
public final class Prepared implements AutoCloseable {
    private final Connection connection;
    private final String sql;
    private final PreparedStatement statement;
    private final @Nullable PreparedOnce keeper;

    Prepared(Connection connection, String sql, @Nullable PreparedOnce keeper) throws SQLException {
        this.connection = connection;
        this.sql = sql;
        this.keeper = keeper;
        this.statement = keeper == null ? connection.prepareStatement(sql) : keeper.create(sql);
    }

    public PreparedStatement statement() {
        return statement;
    }

    @Override
    public void close() throws SQLException {
        if (keeper == null) {
            statement.close();
        } else {
            keeper.close(connection, sql, statement);
        }
    }
}
