package dev.signalbox.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL of the build's own, as durable as one in production; can be stopped the hard way and started again. */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger databases = new AtomicInteger();

    private final Path data;
    private final int port;
    private EmbeddedPostgres running;

    public PostgresServer(Path data) throws IOException {
        this.data = data;
        running = start(0);
        port = running.getPort();
    }

    private EmbeddedPostgres start(int onPort) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // The library's own defaults are off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
        return (onPort == 0 ? builder : builder.setPort(onPort)).start();
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

    /** As an administrator, on a connection of its own. */
    public void execute(String database, String sql) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code pg_ctl stop -m immediate}: as when its machine fails. */
    public void stopImmediately() throws IOException, InterruptedException {
        var pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        if (new ProcessBuilder("kill", "-QUIT", pid).start().waitFor() != 0) {
            throw new IOException("Expected to stop PostgreSQL " + pid + ", but it is not there");
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (Files.exists(Path.of("/proc", pid)) && System.nanoTime() < end) {
            Thread.sleep(10);
        }
    }

    public void startAgain() throws IOException {
        running = start(port);
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
