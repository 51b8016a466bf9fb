package dev.signalbox.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A real PostgreSQL of the build's own, as durable as one in production; can be stopped the hard way and started again. */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger databases = new AtomicInteger();

    private final Path data;
    private final int port;
    private final EmbeddedPostgres first;
    private List<String> command = List.of();

    public PostgresServer(Path data) throws IOException {
        this.data = data;
        first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // The library's own defaults are off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        port = first.getPort();
    }

    public int port() {
        return port;
    }

    /** A database of its own for one test, as {@code --db} takes it. */
    public String fresh() {
        var name = "t" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return address(name, port);
    }

    /** The same database by way of another port, such as a proxy's. */
    public static String address(String name, int port) {
        return "postgresql://postgres@127.0.0.1:" + port + "/" + name;
    }

    /** The database of another server's address, on this one. */
    public String addressOf(String db) {
        return address(db.substring(db.lastIndexOf('/') + 1), port);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "");
    }

    /** As an administrator, on a connection of its own. */
    public void execute(String database, String sql) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code pg_ctl stop -m immediate}: as when its machine fails. */
    public void stopImmediately() throws IOException, InterruptedException {
        var pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        var process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        command = new ArrayList<>(List.of(process.info().command().orElseThrow()));
        command.addAll(List.of(process.info().arguments().orElseThrow()));
        run("kill", "-QUIT", pid);
        process.onExit().join();
    }

    /** As it was started at first, on the same port; it recovers what was committed. */
    public void startAgain() throws IOException, InterruptedException {
        // PostgreSQL refuses to run as root; in a namespace without users it does not know that it would.
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(0, List.of("unshare", "-U"));
        }
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("again.log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!accepts()) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "Expected PostgreSQL to start, but it wrote:\n" + Files.readString(data.resolve("again.log")));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean accepts() {
        try (var connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * A base backup while it works, by its low-level API, with all that was logged until its end
     * (https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP).
     */
    public void copyTo(Path copy) throws IOException, SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('copy', fast => true)");
            copy(data, copy, file -> !file.startsWith("pg_wal") && !file.startsWith("postmaster.pid"));
            try (var stopped =
                    statement.executeQuery("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)")) {
                stopped.next();
                Files.writeString(copy.resolve("backup_label"), stopped.getString(1));
            }
            copy(data, copy, file -> file.startsWith("pg_wal"));
        }
    }

    private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                var made = to.resolve(from.relativize(folder));
                if (!Files.exists(made)) {
                    Files.copy(folder, made, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var place = from.relativize(file);
                if (wanted.test(place)) {
                    try {
                        Files.copy(file, to.resolve(place), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE; // deleted meanwhile, which the log says too
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("Expected " + List.of(command) + " to do it, but it failed");
        }
    }

    @Override
    public void close() throws IOException {
        first.close();
    }
}
