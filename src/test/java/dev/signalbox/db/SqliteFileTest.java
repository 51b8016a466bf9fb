package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.SettableClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
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
    void aCommitThatTheDiskDoesNotKeepIsNotTold() throws Exception {
        var noDisk = FileChannel.open(folder.resolve("no-disk"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        noDisk.close();
        try (var writer = new GroupCommit(
                SqliteFile.in(folder), Dialect.SQLITE, Clock.systemUTC(), new LogSync(noDisk), Runnable::run)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(writer.submit(Tx::now)::join).hasCauseInstanceOf(DatabaseUnavailable.class);
                assertThat(writer.refusedOfLate()).isTrue();
            }
        }
    }

    @Test
    void whatIsTakenBeforeTheEndIsToldAtTheEnd() throws Exception {
        var told = new ArrayList<Integer>();
        try (var sync = LogSync.of(folder.resolve("log"))) {
            for (int i = 0; i < 1_000; i++) {
                int n = i;
                sync.whenDurable(failure -> told.add(failure == null ? n : -1));
            }
        }
        assertThat(told).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefused() {
        assertThatThrownBy(() -> Database.open(folder, new SettableClock("2026-01-05T08:00:00Z")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another server");
    }
}
