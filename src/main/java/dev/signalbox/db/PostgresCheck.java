package dev.signalbox.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a PostgreSQL must be before anything is kept in it.
 *
 * @param version as {@code server_version_num} has it, 160004 for 16.4
 * @param standby whether it follows another, and takes no writes
 */
record PostgresCheck(int version, String encoding, boolean standby) {
    static final int OLDEST = 16;

    static void check(PostgresAddress place) throws SQLException {
        try (var connection = place.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_setting('server_version_num')::int AS version,"
                        + " current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS standby")) {
            row.next();
            var found = new PostgresCheck(row.getInt("version"), row.getString("encoding"), row.getBoolean("standby"));
            var why = found.refusal();
            if (why != null) {
                throw Tables.refused(place.toString(), why, null);
            }
        }
    }

    /** Why it cannot be used, and the cure; null when it can. */
    @Nullable
    String refusal() {
        if (version < OLDEST * 10_000) {
            return "it is PostgreSQL " + version / 10_000 + ": Signalbox needs " + OLDEST + " or newer";
        }
        if (!encoding.equals("UTF8")) {
            return "its encoding is " + encoding + ", which does not have all letters: make one with"
                    + " CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0";
        }
        return standby ? "it is a standby, which takes no writes: name the primary" : null;
    }
}
