package dev.signalbox.db;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies SQLite's write-ahead log into the file while the writer goes on writing it
 * (https://www.sqlite.org/wal.html#avoiding_excessively_large_wal_files): left to itself, SQLite has every thousandth page's commit
 * wait for the copy. Only a log that never comes to an end, since work never pauses, is finished by the writer between two commits;
 * little is left to copy then.
 */
final class Checkpoints implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
    private static final long EVERY_MILLIS = 200;
    /** Pages in the log beyond which the writer pauses so that it can begin anew. */
    private static final int LONG_LOG = 8_000;

    private static final String CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)";

    private final Connection connection;
    private final GroupCommit writer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "database-checkpoints");
    private long commits;

    Checkpoints(Connection connection, GroupCommit writer) {
        this.connection = connection;
        this.writer = writer;
        thread.start();
    }

    /** To be run once on the writer's connection: it leaves the copying to others. */
    static void leaveTo(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = 0");
        }
    }

    /** Copies what is in the log; answers how long the log is, in pages. */
    static int copy(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(CHECKPOINT)) {
            return result.next() ? result.getInt("log") : 0;
        }
    }

    private void run() {
        try {
            while (!closing.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = writer.commits();
                if (now != commits) {
                    commits = now;
                    checkpoint();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkpoint() {
        try {
            if (copy(connection) > LONG_LOG) {
                writer.checkpointBetweenCommits();
            }
        } catch (SQLException e) {
            // Nothing is lost: the log keeps what it holds, and the next round tries again.
            log.warn("The database's log could not be copied into its file: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
