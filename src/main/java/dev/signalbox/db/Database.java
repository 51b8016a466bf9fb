package dev.signalbox.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Where everything is kept: a SQLite file of one node, or a PostgreSQL of several. Many readers, one writer a node. */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    private static final long READER_PATIENCE_MILLIS = 3_000;
    private static final long PULSE_SECONDS = 2;
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private final Dialect dialect;
    private final Clock clock;
    private final Jdbi reading;
    private final Runnable readAnew;
    private final GroupCommit writer;
    private final Closeable checkpoints;
    private final Closeable rest;

    /**
     * Puts it together of parts that are ready.
     *
     * @param readAnew makes the connections that are read from be made anew
     * @param checkpoints what is closed before the writer
     * @param rest what is closed after it
     */
    Database(
            Dialect dialect,
            Clock clock,
            Jdbi reading,
            Runnable readAnew,
            GroupCommit writer,
            Closeable checkpoints,
            Closeable rest) {
        this.dialect = dialect;
        this.clock = clock;
        this.reading = reading;
        this.readAnew = readAnew;
        this.writer = writer;
        this.checkpoints = checkpoints;
        this.rest = rest;
    }

    private static Database start(Dialect dialect, Closeable hold, DataSource source, Clock clock) throws SQLException {
        var readers = pool(source, dialect);
        var reading = Jdbi.create(readers);
        var thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "database-writer"));
        var telling = Executors.newSingleThreadExecutor(work -> new Thread(work, "database-answers"));
        var writer = new GroupCommit(source, dialect, clock, thread, telling);
        Closeable checkpoints = () -> {};
        if (dialect == Dialect.SQLITE) {
            checkpoints = new Checkpoints(source.getConnection(), writer);
            var prepared = new ConcurrentHashMap<Connection, PreparedOnce>();
            reading.setStatementBuilderFactory(
                    connection -> prepared.computeIfAbsent(raw(connection), PreparedOnce::new));
        }
        Runnable readAnew = () -> readers.getHikariPoolMXBean().softEvictConnections();
        return new Database(dialect, clock, reading, readAnew, writer, checkpoints, () -> {
            thread.shutdown();
            telling.shutdown();
            readers.close();
            hold.close();
        });
    }

    /**
     * Opens or creates {@code signalbox.db} in a folder and brings its tables up to date.
     *
     * @param clock the database's time
     * @throws IOException when the folder cannot be used, or another process holds it
     */
    public static Database open(Path folder, Clock clock) throws IOException, SQLException {
        var lock = SqliteFile.lock(folder);
        try {
            var source = SqliteFile.in(folder);
            Tables.update(source, Dialect.SQLITE, SqliteFile.of(folder));
            return start(Dialect.SQLITE, lock, source, clock);
        } catch (SQLException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Connects to a PostgreSQL, 16 or newer, and brings its tables up to date. Its own clock is the time.
     *
     * @param address such as {@code postgresql://user:password@host:5432/name}
     * @throws IllegalArgumentException when it is no such address
     * @throws SQLException when it cannot be used
     */
    public static Database connect(String address) throws SQLException {
        return connect(address, Clock.systemUTC());
    }

    /** @param clock this node's, which may be wrong */
    static Database connect(String address, Clock clock) throws SQLException {
        var place = PostgresAddress.parse(address);
        PostgresCheck.check(place);
        Tables.update(place.patientSource(), Dialect.POSTGRESQL, place.toString());
        return start(Dialect.POSTGRESQL, () -> {}, place.dataSource(), clock);
    }

    /**
     * Looks whether a server could start on a database, and changes nothing.
     *
     * @param folder of the SQLite file
     * @param address of a PostgreSQL to be used instead, or null
     * @return why not, or null
     */
    public static @Nullable String fault(Path folder, @Nullable String address) {
        try {
            if (address != null) {
                PostgresCheck.check(PostgresAddress.parse(address));
            } else {
                SqliteFile.lock(folder).close();
            }
            return null;
        } catch (IOException | SQLException | IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /**
     * Copies the committed data of a folder's database into one file, also while a server writes to it
     * (https://www.sqlite.org/lang_vacuum.html#vacuuminto). When this returns, the copy is complete and on the disk; until then
     * it does not exist under its name.
     *
     * @throws IOException when there is no database, or the copy exists already
     */
    public static void backup(Path folder, Path copy) throws IOException, SQLException {
        var file = folder.resolve(SqliteFile.NAME);
        if (!Files.exists(file)) {
            throw new IOException("Expected a database " + file + ", but there is none");
        }
        if (Files.exists(copy)) {
            throw new IOException("Expected " + copy + " not to exist yet, but it does");
        }
        var partial = copy.resolveSibling(copy.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        try (var connection = SqliteFile.in(folder).getConnection();
                var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, partial.toString());
            vacuum.execute();
        }
        try (var written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
        try (var folderOfCopy = FileChannel.open(copy.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folderOfCopy.force(true); // its new name
        }
    }

    private static HikariDataSource pool(DataSource source, Dialect dialect) {
        var pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(READERS);
        pool.setPoolName("database-readers");
        if (dialect == Dialect.SQLITE) {
            pool.setMaxLifetime(0); // they are handles on a file: none grows old
        }
        if (dialect == Dialect.POSTGRESQL) {
            pool.setConnectionTimeout(READER_PATIENCE_MILLIS);
            pool.setReadOnly(true);
            // One view of the data for all statements of a read, which SQLite gives anyway.
            pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        }
        return new HikariDataSource(pool);
    }

    // Statements stay prepared for as long as the connection itself, not only while the pool lends it out.
    private static Connection raw(Connection lent) {
        try {
            return lent.unwrap(Connection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected a pooled connection, but " + e.getMessage(), e);
        }
    }

    /** The database's time, to the millisecond, as this node's clock has it since it last heard from the database. */
    public Instant now() {
        return clock.instant().plusMillis(writer.lead()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether no other process can be on it. */
    public boolean isAlone() {
        return dialect == Dialect.SQLITE;
    }

    /**
     * A number from 0 to 1023 that no other node has: each of the last 1,024 starts had one of its own. Forgets the writers of
     * nodes that went long ago.
     */
    public int takeNodeNumber() {
        return isAlone()
                ? 0
                : write(tx -> {
                            tx.update("DELETE FROM writer WHERE at < ?", tx.nowMillis() - FORGOTTEN.toMillis());
                            return tx.query("SELECT nextval('node_number') AS number", row -> row.getInt("number"))
                                    .get(0);
                        })
                        .join();
    }

    /** Runs work in a transaction; the answer comes when it is on the disk. Work may be run more than once, see {@link Work}. */
    public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
        return writer.submit(work);
    }

    /**
     * Runs work on a consistent view of the committed data. Blocks.
     *
     * @throws DatabaseUnavailable when the database is at fault
     */
    public <T extends @Nullable Object> T read(Work<T> work) {
        try {
            try {
                return readOnce(work);
            } catch (DatabaseUnavailable first) {
                // The pool lends connections to a database that has been started anew since: the next one is new.
                readAnew.run();
                return readOnce(work);
            }
        } catch (ConnectionException e) {
            throw unread(e);
        }
    }

    private static DatabaseUnavailable unread(Exception e) {
        return new DatabaseUnavailable("the database could not be read: " + e.getMessage());
    }

    private <T extends @Nullable Object> T readOnce(Work<T> work) {
        try {
            return reading.<T, SQLException>inTransaction(
                    handle -> work.run(new Tx(handle, dialect.now(handle.getConnection(), clock), dialect)));
        } catch (ConnectionException e) {
            throw e;
        } catch (SQLException | org.jdbi.v3.core.transaction.TransactionException e) {
            throw unread(e);
        } catch (StatementFailed | JdbiException e) {
            throw Dialect.is(e, dialect::isUnavailable) ? unread(e) : e;
        }
    }

    /** Whether it takes what is written, and has taken all of it in the last seconds. Blocks for a few seconds at the most. */
    public boolean isUp() {
        if (writer.refusedOfLate()) {
            return false;
        }
        try {
            var beat = write(tx -> {
                dialect.reach(tx.handle());
                return tx.query(dialect.pulse(), row -> row.getString(1));
            });
            return beat.get(PULSE_SECONDS, TimeUnit.SECONDS).size() == 1;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        checkpoints.close();
        writer.close();
        rest.close();
    }
}
