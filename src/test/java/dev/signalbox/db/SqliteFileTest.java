package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is claimed of SQLite alone. */
class SqliteFileTest {
    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() throws Exception {
        database = Database.open(folder, new SettableClock("2026-01-05T08:00:00Z"));
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void theEngineHasNoKnownDataLoss() {
        // WAL-reset data loss, https://www.sqlite.org/wal.html: fixed in 3.51.3.
        var version = database.read(tx -> tx.handle()
                .createQuery("SELECT sqlite_version()")
                .mapTo(String.class)
                .one());
        var parts = Stream.of(version.split("\\.")).map(Integer::valueOf).toArray(Integer[]::new);
        assertThat(Arrays.compare(parts, new Integer[] {3, 51, 3})).as(version).isNotNegative();
    }

    @Test
    void aPageHoldsSeveralItems() {
        var bytes = database.read(tx ->
                tx.handle().createQuery("PRAGMA page_size").mapTo(Integer.class).one());
        assertThat(bytes).isEqualTo(8_192);
    }

    @Test
    void aCommitIsOnTheDiskBeforeItIsTold() {
        var synchronous = database.write(tx -> tx.handle()
                        .createQuery("PRAGMA synchronous")
                        .mapTo(Integer.class)
                        .one())
                .join();
        var journal = database.write(tx -> tx.handle()
                        .createQuery("PRAGMA journal_mode")
                        .mapTo(String.class)
                        .one())
                .join();
        assertThat(synchronous).as("FULL").isEqualTo(2);
        assertThat(journal).isEqualTo("wal");
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefused() {
        assertThatThrownBy(() -> Database.open(folder, new SettableClock("2026-01-05T08:00:00Z")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another server");
    }
}
