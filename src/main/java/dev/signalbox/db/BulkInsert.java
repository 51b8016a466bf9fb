package dev.signalbox.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
    private final String into;
    private final String conflict;
    private final String oneRow;
    private final String allRows;

    private record Column(String name, String type) {}

    private BulkInsert(String table, String columns, String conflict) {
        this.columns = COLUMN.matcher(columns)
                .results()
                .map(found -> new Column(found.group(1), found.group(2)))
                .toList();
        this.conflict = conflict;
        into = "INSERT INTO " + table + " (" + each(Column::name) + ") ";
        oneRow = into + "VALUES (" + each(column -> "?") + ")" + conflict;
        allRows = allRows("") + " RETURNING " + key();
    }

    private String each(Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }

    /** The column that tells rows apart. */
    String key() {
        return columns.get(0).name;
    }

    /** PostgreSQL's statement for any number of rows {@code r}, with an array for each column. */
    String allRows(String where) {
        return into + "SELECT * FROM unnest(" + each(column -> "?::" + column.type + "[]") + ") AS r ("
                + each(Column::name) + ") " + where + conflict;
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
        return switch (tx.dialect()) {
            case SQLITE -> tx.updateEach(oneRow, rows);
            case POSTGRESQL -> {
                if (rows.isEmpty()) {
                    yield new boolean[0];
                }
                try (var insert = tx.prepare(allRows)) {
                    bind(insert.statement(), 1, rows);
                    yield inserted(insert.statement(), rows);
                }
            }
        };
    }

    /** Gives {@link #allRows} its arrays; answers the number of the parameter behind them. */
    int bind(PreparedStatement statement, int from, List<@Nullable Object[]> rows) throws SQLException {
        int parameter = from;
        for (int i = 0; i < columns.size(); i++) {
            var type = columns.get(i).type;
            var values = Objects.requireNonNull(ARRAYS.get(type)).apply(rows.size());
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row)[i];
            }
            statement.setArray(parameter++, statement.getConnection().createArrayOf(type, values));
        }
        return parameter;
    }

    /** Runs a statement that returns the keys of rows it inserted. */
    static boolean[] inserted(PreparedStatement insert, List<@Nullable Object[]> rows) throws SQLException {
        var keys = new HashSet<@Nullable Object>();
        try (var returned = insert.executeQuery()) {
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
