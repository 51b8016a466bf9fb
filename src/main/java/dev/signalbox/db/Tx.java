package dev.signalbox.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A running transaction.
 *
 * @param handle for statements with named parameters; valid until the transaction ends
 * @param now the database's time at which the transaction began, to the millisecond: leases and due times are judged by it
 * @param dialect of its database
 */
public record Tx(Handle handle, Instant now, Dialect dialect) {

    /** Makes one thing of one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** For the hot path, where a statement runs for many rows. */
    public Prepared prepare(String sql) throws SQLException {
        var keeper = handle.getStatementBuilder() instanceof PreparedOnce once ? once : null;
        return new Prepared(handle.getConnection(), sql, keeper);
    }

    /**
     * Changes rows; a tenth of what the same costs with named parameters.
     *
     * @param values for the question marks: numbers, texts, byte arrays or null
     * @return how many rows
     * @throws StatementFailed when the database refuses
     */
    public int update(String sql, @Nullable Object... values) {
        try (var prepared = prepare(sql)) {
            bind(prepared.statement(), values);
            return prepared.statement().executeUpdate();
        } catch (SQLException e) {
            throw new StatementFailed(sql, e);
        }
    }

    /**
     * Runs one statement for each of many rows of values; to PostgreSQL that is one trip.
     *
     * @return for each whether it changed a row
     * @throws StatementFailed when the database refuses
     */
    public boolean[] updateEach(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return new boolean[0];
        }
        try (var prepared = prepare(sql)) {
            for (var values : rows) {
                bind(prepared.statement(), values);
                prepared.statement().addBatch();
            }
            var counts = prepared.statement().executeBatch();
            var changed = new boolean[counts.length];
            for (int i = 0; i < counts.length; i++) {
                changed[i] = counts[i] > 0;
            }
            return changed;
        } catch (SQLException e) {
            throw new StatementFailed(sql, e);
        }
    }

    /** Reads rows of things with these keys, each key a question mark of {@code IN (%s)}; as {@link #query}. */
    public <T> List<T> queryIn(String sql, RowReader<T> reader, List<Long> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        int length = Values.length(keys.size());
        var all = new ArrayList<@Nullable Object>(keys);
        all.addAll(Collections.nCopies(length - keys.size(), keys.get(0)));
        return query(sql.formatted(Values.list(length, "?")), reader, all.toArray());
    }

    /**
     * Reads rows, or changes them and reads what RETURNING gives; as {@link #update}.
     *
     * @throws StatementFailed when the database refuses
     */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... values) {
        try (var prepared = prepare(sql)) {
            bind(prepared.statement(), values);
            var found = new ArrayList<T>();
            try (var rows = prepared.statement().executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StatementFailed(sql, e);
        }
    }

    /**
     * Runs a part of the work, which undoes only itself when it fails: one bad row holds up none of the others.
     *
     * @return why it failed; empty when it did not
     * @throws SQLException when the database is at fault, not the part
     */
    public Optional<Exception> apart(Work<?> part) throws SQLException {
        execute("SAVEPOINT part");
        try {
            part.run(this);
            execute("RELEASE part");
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            if (Dialect.is(e, dialect::isUnavailable)) {
                throw e;
            }
            execute("ROLLBACK TO part");
            execute("RELEASE part");
            return Optional.of(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var prepared = prepare(sql)) {
            prepared.statement().execute();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** The statements that are kept prepared, for tests that have them explained. */
    public Set<String> statements() {
        return handle.getStatementBuilder() instanceof PreparedOnce once ? once.statements() : Set.of();
    }

    public long nowMillis() {
        return now.toEpochMilli();
    }
}
