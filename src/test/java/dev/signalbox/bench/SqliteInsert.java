package dev.signalbox.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * The yardstick for an import: the same rows, already parsed, straight into one table without any index, durable after
 * every batch.
 */
final class SqliteInsert {
    private static final int BATCH = 500;

    private SqliteInsert() {}

    /** Rows per second. */
    static double run(Path file, List<String> columns, Iterator<List<String>> rows) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("CREATE TABLE claim (\"" + String.join("\" TEXT, \"", columns) + "\" TEXT)");
            }
            connection.setAutoCommit(false);
            return insert(connection, columns.size(), rows);
        }
    }

    private static double insert(Connection connection, int width, Iterator<List<String>> rows) throws SQLException {
        var places = String.join(", ", Collections.nCopies(width, "?"));
        long start = System.nanoTime();
        long count = 0;
        try (var insert = connection.prepareStatement("INSERT INTO claim VALUES (" + places + ")")) {
            while (rows.hasNext()) {
                var row = rows.next();
                for (int i = 0; i < width; i++) {
                    insert.setString(i + 1, row.get(i));
                }
                insert.addBatch();
                if (++count % BATCH == 0 || !rows.hasNext()) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }
}
