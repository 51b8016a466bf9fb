package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is claimed of PostgreSQL alone. */
class PostgresTest {
    @Test
    void aDatabaseThatIsReadOnlyIsUnavailableUntilItIsNot() throws Exception {
        var address = Postgres.fresh();
        try (var database = Database.connect(address)) {
            create(database);
            Postgres.server()
                    .execute("postgres", "ALTER DATABASE " + name(address) + " SET default_transaction_read_only = on");
            disconnect(address);
            assertThat(database.isUp()).isFalse();
            assertThatThrownBy(() -> database.write(tx -> add(tx, "refused")).join())
                    .hasCauseInstanceOf(DatabaseUnavailable.class);
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(
                                () -> database.write(tx -> add(tx, "refused")).join())
                        .hasCauseInstanceOf(DatabaseUnavailable.class);
            }
            List<Integer> connections = database.read(tx -> tx.query(
                    "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()",
                    row -> row.getInt("n")));
            assertThat(connections.get(0)).as("a writer and readers").isLessThan(10);
            Postgres.server()
                    .execute("postgres", "ALTER DATABASE " + name(address) + " RESET default_transaction_read_only");
            disconnect(address);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!database.isUp()) {
                assertThat(System.nanoTime()).as("recovers by itself").isLessThan(end);
            }
            assertThat(database.write(tx -> add(tx, "taken")).join()).isEqualTo(1);
        }
    }

    @Test
    void twoNodesInEachOthersWayBothSucceed() throws Exception {
        var address = Postgres.fresh();
        try (var one = Database.connect(address);
                var other = Database.connect(address)) {
            create(one);
            one.write(tx -> add(tx, "a") + add(tx, "b")).join();
            var both = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 50; i++) {
                both.add(one.write(tx -> touch(tx, "a") + touch(tx, "b")));
                both.add(other.write(tx -> touch(tx, "b") + touch(tx, "a")));
            }
            for (var each : both) {
                assertThat(each.join()).isEqualTo(2);
            }
            List<Integer> touched = one.read(tx -> tx.query("SELECT touched FROM note", row -> row.getInt("touched")));
            assertThat(touched).containsOnly(100);
        }
    }

    @Test
    void nodesThatStartAtOnceMigrateOnceAndHaveNumbersOfTheirOwn() throws Exception {
        var address = Postgres.fresh();
        var starting = new ArrayList<CompletableFuture<Database>>();
        for (int i = 0; i < 3; i++) {
            starting.add(CompletableFuture.supplyAsync(() -> connect(address)));
        }
        Set<Integer> numbers = new HashSet<>();
        for (var start : starting) {
            try (var database = start.join()) {
                numbers.add(database.takeNodeNumber());
            }
        }
        assertThat(numbers).hasSize(3);
    }

    @Test
    void aCommitThatACrashLostIsNotTakenForAnothersUnderTheSameId(@TempDir Path folder) throws Exception {
        try (var server = new PostgresServer(folder.resolve("postgres"))) {
            var address = server.fresh();
            long lost;
            try (var database = Database.connect(address)) {
                create(database);
                var session = session(address);
                add(session.begin(Clock.systemUTC()), "lost");
                lost = Objects.requireNonNull(session.transaction("lost"));
                server.stopImmediately(); // nothing of it has reached the disk
                session.close();
            }
            server.startAgain();
            try (var database = Database.connect(address)) {
                for (int i = 0; i < 50; i++) { // one of them gets its id
                    int each = i;
                    database.write(tx -> add(tx, "kept " + each)).join();
                }
            }
            try (var session = session(address)) {
                assertThat(session.committed("lost", lost)).isFalse();
                add(session.begin(Clock.systemUTC()), "kept");
                long kept = Objects.requireNonNull(session.transaction("lost"));
                session.execute("COMMIT");
                assertThat(session.committed("lost", kept)).isTrue();
            }
        }
    }

    private static WriteSession session(String address) throws SQLException {
        return WriteSession.open(PostgresAddress.parse(address).dataSource(), Dialect.POSTGRESQL);
    }

    @Test
    void theTimeIsTheDatabasesWhateverTheNodesClockSays() throws Exception {
        var wrong = Clock.offset(Clock.systemUTC(), Duration.ofHours(-3));
        try (var database = Database.connect(Postgres.fresh(), wrong)) {
            var time = database.write(Tx::now).join();
            assertThat(database.now()).isBetween(time.minusSeconds(1), time.plusSeconds(10));
        }
    }

    @Test
    void anAddressIsReadAndItsPasswordIsNeverRepeated() {
        var address = PostgresAddress.parse("postgresql://ada:p%40ss@db.example.org:5433/claims?sslmode=require");
        assertThat(address.user()).isEqualTo("ada");
        assertThat(address.password()).isEqualTo("p@ss");
        assertThat(address).hasToString("postgresql://db.example.org:5433/claims");
        assertThatThrownBy(() -> PostgresAddress.parse("mysql://ada:secret@host/claims"))
                .hasMessageContaining("postgresql://user:password@host:5432/name")
                .hasMessageNotContaining("secret");
    }

    private static Database connect(String address) {
        try {
            return Database.connect(address);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static void disconnect(String address) {
        Postgres.server()
                .execute(
                        "postgres",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name(address)
                                + "'");
    }

    private static void create(Database database) {
        database.write(tx -> tx.update("CREATE TABLE note (text TEXT PRIMARY KEY, touched BIGINT NOT NULL DEFAULT 0)"))
                .join();
    }

    private static int add(Tx tx, String text) {
        return tx.update("INSERT INTO note (text) VALUES (?)", text);
    }

    private static int touch(Tx tx, String text) {
        return tx.update("UPDATE note SET touched = touched + 1 WHERE text = ?", text);
    }
}
