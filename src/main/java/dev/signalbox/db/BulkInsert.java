package dev.signalbox.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts many rows into a table at once, as each database likes it. PostgreSQL gets one statement with an array for each column: it
 * prepares all CHECK constraints anew for every statement, so that a row of its own costs five times as much. SQLite keeps them
 * with the prepared statement, and gets a batch.
 */
public final class BulkInsert {
    private static final Pattern COLUMN = Pattern.compile("(\\w+) (BIGINT|TEXT|BYTEA)");
    private static final Map<String, IntFunction<@Nullable Object[]>> ARRAYS =
            Map.of("BIGINT", Long[]::new, "TEXT", String[]::new, "BYTEA", byte[][]::new);

    private final List<Column> columns;
    private final String oneRow;
    private final String allRows;

    private record Column(String name, String type) {}

    private BulkInsert(String table, String columns, String conflict) {
        this.columns = COLUMN.matcher(columns)
                .results()
                .map(found -> new Column(found.group(1), found.group(2)))
                .toList();
        var into = "INSERT INTO " + table + " ("
                + this.columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ") ";
        oneRow = into
                + this.columns.stream().map(c -> "?").collect(Collectors.joining(", ", "VALUES (", ")"))
                + conflict;
        allRows = into
                + this.columns.stream()
                        .map(c -> "?::" + c.type + "[]")
                        .collect(Collectors.joining(", ", "SELECT * FROM unnest(", ")"))
                + conflict + " RETURNING " + this.columns.get(0).name;
    }

    /** @param columns such as {@code id BIGINT, name BYTEA, status TEXT}; the first tells rows apart */
    public static BulkInsert into(String table, String columns) {
        return new BulkInsert(table, columns, "");
    }

    /**
     * As {@link #into}, but rows that meet one that is there are left out.
     *
     * @param what where they meet, such as {@code (name)}
     */
    public static BulkInsert unlessThereIs(String what, String table, String columns) {
        return new BulkInsert(table, columns, " ON CONFLICT " + what + " DO NOTHING");
    }

    /**
     * Inserts rows.
     *
     * @param rows for each the values of the columns: Long, String, byte[] or null
     * @return for each whether it was inserted
     */
    public boolean[] run(Tx tx, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new boolean[0];
        }
        return switch (tx.dialect()) {
            case SQLITE -> tx.updateEach(oneRow, rows);
            case POSTGRESQL -> together(tx, rows);
        };
    }

    private boolean[] together(Tx tx, List<@Nullable Object[]> rows) throws SQLException {
        try (var insert = tx.prepare(allRows)) {
            var statement = insert.statement();
            for (int i = 0; i < columns.size(); i++) {
                setColumn(statement, i, rows);
            }
            var keys = new HashSet<@Nullable Object>();
            try (var returned = statement.executeQuery()) {
                while (returned.next()) {
                    keys.add(returned.getObject(1));
                }
            }
            var inserted = new boolean[rows.size()];
            for (int i = 0; i < inserted.length; i++) {
                inserted[i] = keys.contains(rows.get(i)[0]);
            }
            return inserted;
        }
    }

    private void setColumn(PreparedStatement statement, int i, List<@Nullable Object[]> rows) throws SQLException {
        var type = columns.get(i).type;
        var values = rows.stream().map(row -> row[i]).toArray(ARRAYS.get(type));
        statement.setArray(i + 1, statement.getConnection().createArrayOf(type, values));
    }
}
