package dev.signalbox.db;

import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * A running transaction.
 *
 * @param handle for statements; valid until the transaction ends
 * @param now the database's time at which the transaction began, to the millisecond: leases and due times are judged by it
 */
public record Tx(Handle handle, Instant now) {

    /** For the hot path, where a statement runs for many rows. */
    public Prepared prepare(String sql) throws SQLException {
        var keeper = handle.getStatementBuilder() instanceof PreparedOnce once ? once : null;
        return new Prepared(handle.getConnection(), sql, keeper);
    }

    public long nowMillis() {
        return now.toEpochMilli();
    }
}
