package dev.signalbox.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The one PostgreSQL that all tests of this JVM share; each has a database of its own in it. */
public final class Postgres {
    private static final PostgresServer SERVER = start();

    private Postgres() {}

    private static PostgresServer start() {
        try {
            return new PostgresServer(
                    Files.createTempDirectory(Path.of("target"), "postgres").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PostgresServer server() {
        return SERVER;
    }

    /** An empty database, as {@code --db} takes it. */
    public static String fresh() {
        return SERVER.fresh();
    }

    /** From now on the clock of a database, whose tables are there already, is ahead by so much. */
    public static void setClockAhead(String address, Duration by) {
        SERVER.execute(address.substring(address.lastIndexOf('/') + 1), """
                CREATE OR REPLACE FUNCTION signalbox_now() RETURNS BIGINT LANGUAGE sql AS
                'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::BIGINT + %d'""".formatted(by.toMillis()));
    }

    /** From now on it is this time in a database whose tables are there already. */
    static void setClock(String address, Instant now) {
        SERVER.execute(
                address.substring(address.lastIndexOf('/') + 1),
                "CREATE OR REPLACE FUNCTION signalbox_now() RETURNS BIGINT LANGUAGE sql AS 'SELECT %d::BIGINT'"
                        .formatted(now.toEpochMilli()));
    }
}
