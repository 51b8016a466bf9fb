package dev.signalbox.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * One SQLite file, held by one process. WAL with {@code synchronous=FULL}, so a commit that has returned is on the disk
 * (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
final class SqliteFile {
    static final String NAME = "signalbox.db";
    /** Bytes: an item takes about 1,500, so that pages of 4,096 would be a third empty. */
    private static final int PAGE = 8_192;

    private SqliteFile() {}

    /** As people know it. */
    static String of(Path folder) {
        return folder.resolve(NAME).toString();
    }

    static DataSource in(Path folder) throws SQLException {
        var source = new SQLiteDataSource(settings());
        source.setUrl("jdbc:sqlite:" + folder.resolve(NAME));
        try {
            setPageSize(source.getUrl());
        } catch (SQLException e) {
            var why = e.getErrorCode() == SQLiteErrorCode.SQLITE_NOTADB.code
                    ? "that is no database"
                    : String.valueOf(e.getMessage());
            throw Tables.refused(of(folder), why, e);
        }
        return source;
    }

    // Only an empty file takes it, and only before its journal is set, which is the first thing that the settings do.
    private static void setPageSize(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = " + PAGE);
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    private static SQLiteConfig settings() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        config.enforceForeignKeys(true);
        config.setCacheSize(-64_000); // KiB
        return config;
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(
                    folder.resolve("signalbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("Expected a folder for the data, but " + folder + " is a file", e);
        } catch (IOException e) {
            throw new IOException(
                    "Expected a folder for the data that can be written to, but " + folder + " cannot", e);
        }
    }

    /**
     * SQLite allows several processes on one file; our lease clock and group commit do not.
     *
     * @throws IOException when the folder cannot be used, or another process holds it
     */
    static FileChannel lock(Path folder) throws IOException {
        var channel = lockFile(folder);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("Expected to be alone on " + folder + ", but another server is running on it");
        }
        return channel;
    }
}
