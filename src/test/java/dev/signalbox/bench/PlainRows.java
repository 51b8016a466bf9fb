package dev.signalbox.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The yardstick for what is written: the rows of items and their first steps as they are stored, inserted through one connection
 * into tables with the same constraints and indexes, each batch a transaction.
 */
final class PlainRows {
    static final List<String> TABLES = List.of("item", "step");
    private static final int BATCH = 500;

    private final int items;
    private final List<List<Object[]>> rows = new ArrayList<>();

    private PlainRows(int items) {
        this.items = items;
    }

    /** The rows of the first items that are stored there. */
    static PlainRows stored(Connection connection, int items) throws SQLException {
        var plain = new PlainRows(items);
        for (var table : TABLES) {
            plain.rows.add(read(connection, table, items));
        }
        int found = plain.rows.get(0).size();
        if (found < items) {
            throw new IllegalStateException("Expected " + items + " items, but there are " + found);
        }
        return plain;
    }

    private static List<Object[]> read(Connection connection, String table, int items) throws SQLException {
        var id = table.equals("item") ? "id" : "item_id";
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT * FROM " + table + " WHERE " + id
                        + " IN (SELECT id FROM item ORDER BY id LIMIT " + items + ") ORDER BY " + id)) {
            var read = new ArrayList<Object[]>();
            while (found.next()) {
                var row = new Object[found.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = found.getObject(i + 1);
                }
                read.add(row);
            }
            return read;
        }
    }

    /** Inserts all into empty tables with such a word before their names; answers items a second. */
    double insert(Connection connection, String before) throws SQLException {
        connection.setAutoCommit(false);
        long start = System.nanoTime();
        int batches = items / BATCH;
        for (int batch = 0; batch < batches; batch++) {
            for (int table = 0; table < TABLES.size(); table++) {
                var all = rows.get(table);
                insert(
                        connection,
                        before + TABLES.get(table),
                        all.subList(all.size() * batch / batches, all.size() * (batch + 1) / batches));
            }
            connection.commit();
        }
        double perSecond = items / ((System.nanoTime() - start) / 1e9);
        connection.setAutoCommit(true);
        return perSecond;
    }

    private static void insert(Connection connection, String table, List<Object[]> some) throws SQLException {
        var places = String.join(", ", Collections.nCopies(some.get(0).length, "?"));
        try (var insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
            for (var row : some) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
