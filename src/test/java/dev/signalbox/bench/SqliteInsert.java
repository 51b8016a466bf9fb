package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The yardstick for an import: the same rows straight into one table, durable after every batch. In rows a second. */
final class SqliteInsert {
    private static final int BATCH = 500;

    private SqliteInsert() {}

    /** Rows that are in memory already, into a table without any key or index. */
    static double rows(Place place, String name, int from, int count) throws SQLException {
        var rows = new ArrayList<List<String>>(count);
        place.claims.some(from, count).forEachRemaining(rows::add);
        long start = System.nanoTime();
        insert(place.file(name), place.claims.columns(), "", rows.iterator());
        return count / ((System.nanoTime() - start) / 1e9);
    }

    /** Rows of a CSV file, into a table whose claim numbers are unique. */
    static double file(Place place, String name, int from, int count) throws SQLException, IOException {
        var csv = place.claims.write(place.file(name + ".csv"), from, count);
        long start = System.nanoTime();
        try (var parser = CSVFormat.DEFAULT.parse(Files.newBufferedReader(csv))) {
            var records = parser.iterator();
            var columns = records.next().toList();
            insert(place.file(name), columns, ", UNIQUE (\"" + columns.get(0) + "\")", cells(records));
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private static Iterator<List<String>> cells(Iterator<CSVRecord> records) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public List<String> next() {
                return records.next().toList();
            }
        };
    }

    private static void insert(Path file, List<String> columns, String constraint, Iterator<List<String>> rows)
            throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute(
                        "CREATE TABLE claim (\"" + String.join("\" TEXT, \"", columns) + "\" TEXT" + constraint + ")");
            }
            connection.setAutoCommit(false);
            var places = String.join(", ", Collections.nCopies(columns.size(), "?"));
            try (var insert = connection.prepareStatement("INSERT INTO claim VALUES (" + places + ")")) {
                for (int count = 1; rows.hasNext(); count++) {
                    var row = rows.next();
                    for (int i = 0; i < row.size(); i++) {
                        insert.setString(i + 1, row.get(i));
                    }
                    insert.addBatch();
                    if (count % BATCH == 0 || !rows.hasNext()) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
        }
    }
}
