package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that a server finds at its start, and what it says of those that it cannot use. */
class StartTest {
    private static final String BEFORE = "Expected a database that this Signalbox can use at ";

    @TempDir
    Path folder;

    @Test
    void dataOfALaterSignalboxIsNamedAsSuchOnBothDatabases() throws Exception {
        var later =
                "UPDATE flyway_schema_history SET version = '999' WHERE installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)";
        spoil(later);
        assertThatThrownBy(this::openSqlite)
                .hasMessage(
                        BEFORE + folder.resolve("signalbox.db")
                                + ", but this data is of a later Signalbox: start that one, or restore a backup made by this one");
        var address = Postgres.fresh();
        Database.connect(address).close();
        Postgres.server().execute(name(address), later);
        assertThatThrownBy(() -> Database.connect(address))
                .hasMessageStartingWith(BEFORE + "postgresql://")
                .hasMessageContaining("this data is of a later Signalbox")
                .message()
                .doesNotContainIgnoringCase("flyway");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DELETE FROM flyway_schema_history WHERE version = '4'                  | a change of its tables did not come to its end
                    UPDATE flyway_schema_history SET success = 0 WHERE version = '4'       | a change of its tables did not come to its end
                    UPDATE flyway_schema_history SET checksum = 7 WHERE version = '1'      | its tables were made by a build of Signalbox that is neither this one nor before it
                    UPDATE flyway_schema_history SET version = '2.5' WHERE version = '2'   | its tables were made by a build of Signalbox that is neither this one nor before it
                    DROP TABLE flyway_schema_history                                       | it holds tables of something else: name an empty one
                    """)
    void tablesThatAreNotOfThisBuildAreRefusedInWords(String change, String why) throws Exception {
        spoil(change);
        assertThatThrownBy(this::openSqlite)
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith(BEFORE + folder.resolve("signalbox.db") + ", but " + why)
                .message()
                .doesNotContainIgnoringCase("flyway")
                .doesNotContainIgnoringCase("migration");
        // And the folder is free again.
        assertThatThrownBy(this::openSqlite).isInstanceOf(SQLException.class);
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        Files.writeString(
                folder.resolve("signalbox.db"), "not a database at all, but long enough to be looked at".repeat(20));
        assertThatThrownBy(this::openSqlite)
                .hasMessageStartingWith(BEFORE)
                .hasMessageEndingWith("but that is no database");
    }

    @Test
    void aPostgresqlThatIsNotUtf8IsRefusedWithTheCure() {
        var address = Postgres.fresh();
        var latin = name(address) + "_latin";
        Postgres.server()
                .execute(
                        "postgres",
                        "CREATE DATABASE " + latin
                                + " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        assertThatThrownBy(() -> Database.connect(address.replaceFirst("/\\w+$", "/" + latin)))
                .hasMessageEndingWith("but its encoding is LATIN1, which does not have all letters: make one with"
                        + " CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
        assertThat(Database.fault(folder, address.replaceFirst("/\\w+$", "/" + latin)))
                .contains("LATIN1");
        assertThat(Database.fault(folder, address)).isNull();
        assertThat(Database.fault(folder, address.replaceFirst("/\\w+$", "/not_there")))
                .contains("not_there");
        assertThat(Database.fault(folder, "postgresql://ann:secret@127.0.0.1:1/x"))
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    150010, UTF8,      false, it is PostgreSQL 15: Signalbox needs 16 or newer
                    90624,  UTF8,      false, it is PostgreSQL 9: Signalbox needs 16 or newer
                    160000, UTF8,      false, -
                    180001, UTF8,      false, -
                    180001, UTF8,      true,  'it is a standby, which takes no writes: name the primary'
                    180001, SQL_ASCII, false, 'its encoding is SQL_ASCII, which does not have all letters: make one with CREATE DATABASE … ENCODING ''UTF8'' TEMPLATE template0'
                    """)
    void aPostgresqlThatIsTooOldOrTakesNoWritesIsRefusedWithTheCure(
            int version, String encoding, boolean standby, String refusal) {
        assertThat(new PostgresCheck(version, encoding, standby).refusal()).isEqualTo(refusal);
    }

    @Test
    void theDocumentedVersionIsTheOneThatIsAskedFor() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("PostgreSQL " + PostgresCheck.OLDEST + " or newer");
    }

    @Test
    void aTableThatSomebodyLockedMakesTheServerNotReady() throws Exception {
        var address = Postgres.fresh();
        try (var database = Database.connect(address);
                var other = Database.connect(address)) {
            assertThat(database.isUp()).isTrue();
            for (String table : new String[] {"item", "history"}) {
                var locked = new CompletableFuture<Void>();
                var enough = new CompletableFuture<Void>();
                var locking = other.write(tx -> {
                    tx.handle().execute("LOCK TABLE " + table + " IN SHARE MODE");
                    locked.complete(null);
                    return enough.join();
                });
                locked.get(10, TimeUnit.SECONDS);
                assertThat(database.isUp()).as(table).isFalse();
                enough.complete(null);
                locking.get(10, TimeUnit.SECONDS);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (!database.isUp()) {
                    assertThat(System.nanoTime()).isLessThan(end);
                }
            }
        }
    }

    @Test
    void whatIsMadeOfAnAnswerDoesNotHoldUpTheWriter() throws Exception {
        try (var database = Database.open(folder, Clock.systemUTC())) {
            var slow = new CompletableFuture<Void>();
            var thread = new CompletableFuture<String>();
            var entered = new CompletableFuture<Void>();
            var unused = database.write(tx -> {
                        entered.join(); // what follows is told what it made afterwards
                        return 1;
                    })
                    .thenAccept(one -> {
                        thread.complete(Thread.currentThread().getName());
                        slow.join();
                    });
            entered.complete(null);
            assertThat(thread.get(10, TimeUnit.SECONDS)).isEqualTo("database-answers");
            var written = new CompletableFuture<Void>();
            var next = database.write(tx -> written.complete(null));
            written.get(10, TimeUnit.SECONDS);
            slow.complete(null);
            assertThat(next.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void spoil(String change) throws Exception {
        Database.open(folder, new SettableClock("2026-01-05T08:00:00Z")).close();
        try (var connection = SqliteFile.in(folder).getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(change);
        }
    }

    private void openSqlite() throws IOException, SQLException {
        Database.open(folder, Clock.systemUTC()).close();
    }

    private static String name(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
