package dev.signalbox.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file, held by one process: many readers, one writer. WAL with {@code synchronous=FULL}, so a commit that has
 * returned is on the disk (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    /** Bytes: an item takes about 1,500, so that pages of 4,096 would be a third empty. */
    private static final int PAGE = Integer.getInteger("sb.page", 8_192);

    private final FileChannel lockFile;
    private final HikariDataSource readers;
    private final Jdbi reading;
    private final GroupCommit writer;
    private final Checkpoints checkpoints;
    private final Clock clock;

    private Database(
            FileChannel lockFile, HikariDataSource readers, GroupCommit writer, Checkpoints checkpoints, Clock clock) {
        this.checkpoints = checkpoints;
        this.lockFile = lockFile;
        this.readers = readers;
        this.reading = Jdbi.create(readers);
        var prepared = new ConcurrentHashMap<Connection, PreparedOnce>();
        reading.setStatementBuilderFactory(connection -> prepared.computeIfAbsent(raw(connection), PreparedOnce::new));
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Opens or creates {@code signalbox.db} in a folder and brings its tables up to date.
     *
     * @param clock the database's time
     * @throws IOException when the folder cannot be used, or another process holds it
     */
    public static Database open(Path folder, Clock clock) throws IOException, SQLException {
        Files.createDirectories(folder);
        var lockFile = lock(folder.resolve("signalbox.lock"));
        var source = new SQLiteDataSource(settings());
        source.setUrl("jdbc:sqlite:" + folder.resolve("signalbox.db"));
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        var pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(READERS);
        pool.setMaxLifetime(0); // they are handles on a file: none grows old
        pool.setPoolName("database-readers");
        var writer = new GroupCommit(source.getConnection(), clock);
        var checkpoints = new Checkpoints(source.getConnection(), writer);
        return new Database(lockFile, new HikariDataSource(pool), writer, checkpoints, clock);
    }

    // Statements stay prepared for as long as the connection itself, not only while the pool lends it out.
    private static Connection raw(Connection lent) {
        try {
            return lent.unwrap(Connection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected a pooled connection, but " + e.getMessage(), e);
        }
    }

    private static SQLiteConfig settings() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        config.enforceForeignKeys(true);
        config.setCacheSize(-64_000); // KiB
        config.setPageSize(PAGE);
        return config;
    }

    // SQLite allows several processes on one file; our lease clock and group commit do not.
    private static FileChannel lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException(
                    "Expected to be alone on " + file.getParent() + ", but another server is running on it");
        }
        return channel;
    }

    /** Runs work in a transaction; the answer comes when it is on the disk. */
    public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
        return writer.submit(work);
    }

    /** Runs work on a consistent view of the committed data. Blocks. */
    public <T extends @Nullable Object> T read(Work<T> work) {
        try {
            return reading.<T, SQLException>inTransaction(
                    handle -> work.run(new Tx(handle, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
        } catch (SQLException | ConnectionException | TransactionException e) {
            throw new DatabaseUnavailable("the database could not be read: " + e.getMessage());
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        checkpoints.close();
        writer.close();
        readers.close();
        lockFile.close();
    }
}
