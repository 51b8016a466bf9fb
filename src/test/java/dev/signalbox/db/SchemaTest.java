package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SettableClock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables are written down twice, once for each database: this holds them side by side. */
class SchemaTest {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock("2026-01-05T08:00:00Z");

    @Test
    void bothDatabasesHaveTheSameTablesWithTheSameColumnsInTheSameOrder() throws Exception {
        try (var sqlite = Store.SQLITE.open(folder.resolve("sqlite"), clock);
                var postgres = Store.POSTGRESQL.open(folder.resolve("postgres"), clock)) {
            assertThat(sqlite.read(SchemaTest::columns)).hasSizeGreaterThan(4);
            assertThat(postgres.read(SchemaTest::columns)).isEqualTo(sqlite.read(SchemaTest::columns));
        }
    }

    @Test
    void bothDatabasesHaveTheSameIndexes() throws Exception {
        try (var sqlite = Store.SQLITE.open(folder.resolve("sqlite"), clock);
                var postgres = Store.POSTGRESQL.open(folder.resolve("postgres"), clock)) {
            assertThat(sqlite.read(SchemaTest::indexes)).hasSizeGreaterThan(5);
            assertThat(postgres.read(SchemaTest::indexes)).isEqualTo(sqlite.read(SchemaTest::indexes));
        }
    }

    private static Map<String, String> columns(Tx tx) {
        var sql = tx.dialect() == Dialect.SQLITE ? """
                  SELECT t.name AS tab, group_concat(c.name) AS columns
                  FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' GROUP BY t.name""" : """
                  SELECT table_name AS tab, string_agg(column_name, ',' ORDER BY ordinal_position) AS columns
                  FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name""";
        var columns = new TreeMap<String, String>();
        tx.handle()
                .createQuery(sql)
                .map((row, context) -> columns.put(row.getString("tab"), row.getString("columns")))
                .list();
        columns.remove("flyway_schema_history");
        columns.keySet().removeIf(name -> name.startsWith("sqlite_"));
        return columns;
    }

    private static Set<String> indexes(Tx tx) {
        var sql = tx.dialect() == Dialect.SQLITE
                ? "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT LIKE 'flyway%'"
                : """
                  SELECT indexname FROM pg_indexes
                  WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey' AND indexname NOT LIKE 'flyway%'""";
        return new TreeSet<>(tx.handle().createQuery(sql).mapTo(String.class).list());
    }
}
