package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The yardsticks for an import, durable after every batch, in rows of the file a second: what it stored, put straight into a file
 * with the same tables, and less than that.
 */
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

    /** What the import stored, into tables with the same constraints and indexes. */
    static double stored(Path from, int items, Path into) throws SQLException {
        try (var read = open(from);
                var write = open(into)) {
            var tables = tables(read);
            try (var statement = write.createStatement()) {
                statement.execute("PRAGMA page_size = " + tables.pageSize);
                durable(statement);
                for (var sql : tables.sql) {
                    statement.execute(sql);
                }
            }
            return PlainRows.stored(read, items).insert(write, "");
        }
    }

    private record Tables(int pageSize, List<String> sql) {}

    private static Tables tables(Connection read) throws SQLException {
        var names = "'" + String.join("', '", PlainRows.TABLES) + "'";
        try (var statement = read.createStatement();
                var pageSize = statement.executeQuery("PRAGMA page_size")) {
            int bytes = pageSize.getInt(1);
            var sql = new ArrayList<String>();
            try (var found = statement.executeQuery("SELECT sql FROM sqlite_master WHERE tbl_name IN (" + names
                    + ") AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY rowid")) {
                while (found.next()) {
                    sql.add(found.getString(1));
                }
            }
            return new Tables(bytes, sql);
        }
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static void durable(Statement statement) throws SQLException {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
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
        try (var connection = open(file)) {
            try (var statement = connection.createStatement()) {
                durable(statement);
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
