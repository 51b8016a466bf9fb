package dev.signalbox.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The yardstick for posts on PostgreSQL: rows of items and their first steps as they are stored, inserted through one connection
 * into tables with the same constraints and indexes, each batch a transaction.
 */
final class PlainRows implements AutoCloseable {
    private static final int ITEMS = 10_000;
    private static final int BATCH = 500;
    private static final List<String> TABLES = List.of("item", "step");

    private final Connection connection;
    private final List<List<Object[]>> rows = new ArrayList<>();

    PlainRows(String db) throws SQLException {
        var address = db.replaceFirst("^postgresql://([^@]*)@", "jdbc:postgresql://");
        connection = DriverManager.getConnection(address, "postgres", "");
    }

    void readSome() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : TABLES) {
                statement.execute("CREATE TABLE plain_" + table + " (LIKE " + table + " INCLUDING ALL)");
                var read = new ArrayList<Object[]>();
                var id = table.equals("item") ? "id" : "item_id";
                try (var found = statement.executeQuery("SELECT * FROM " + table + " WHERE " + id
                        + " IN (SELECT id FROM item ORDER BY id LIMIT " + ITEMS + ") ORDER BY " + id)) {
                    while (found.next()) {
                        var row = new Object[found.getMetaData().getColumnCount()];
                        for (int i = 0; i < row.length; i++) {
                            row[i] = found.getObject(i + 1);
                        }
                        read.add(row);
                    }
                }
                rows.add(read);
            }
            if (rows.get(0).size() < ITEMS) {
                throw new IllegalStateException("Expected " + ITEMS + " items, but there are "
                        + rows.get(0).size());
            }
        }
        connection.setAutoCommit(false);
    }

    /** Items a second. */
    double insert() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("TRUNCATE plain_item, plain_step");
        }
        connection.commit();
        long start = System.nanoTime();
        int batches = ITEMS / BATCH;
        for (int batch = 0; batch < batches; batch++) {
            for (int table = 0; table < TABLES.size(); table++) {
                var all = rows.get(table);
                insert(
                        TABLES.get(table),
                        all.subList(all.size() * batch / batches, all.size() * (batch + 1) / batches));
            }
            connection.commit();
        }
        return ITEMS / ((System.nanoTime() - start) / 1e9);
    }

    private void insert(String table, List<Object[]> some) throws SQLException {
        var places = String.join(", ", Collections.nCopies(some.get(0).length, "?"));
        try (var insert = connection.prepareStatement("INSERT INTO plain_" + table + " VALUES (" + places + ")")) {
            for (var row : some) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
