package dev.signalbox.publishing;

import dev.signalbox.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The rows of {@code publication}. */
final class PublicationStore {
    private static final String COLUMNS = "process, number, version, published_at, published_by";

    private PublicationStore() {}

    static Publication add(Tx tx, String process, String version, String actor, byte[] pack) {
        while (true) {
            var added = tx.query(
                    "INSERT INTO publication (" + COLUMNS + ", pack)"
                            + " SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ? FROM publication WHERE process = ?"
                            + " ON CONFLICT DO NOTHING RETURNING " + COLUMNS,
                    PublicationStore::read,
                    process,
                    version,
                    tx.nowMillis(),
                    actor,
                    pack,
                    process);
            // Another node may have taken the number meanwhile.
            if (!added.isEmpty()) {
                return added.get(0);
            }
        }
    }

    /** What is live of each process that was ever published. */
    static List<Publication> latest(Tx tx) {
        return tx.query(
                "SELECT " + COLUMNS + " FROM publication p WHERE number ="
                        + " (SELECT MAX(number) FROM publication WHERE process = p.process) ORDER BY process",
                PublicationStore::read);
    }

    /** All of a process, the latest first. */
    static List<Publication> of(Tx tx, String process) {
        return tx.query(
                "SELECT " + COLUMNS + " FROM publication WHERE process = ? ORDER BY number DESC",
                PublicationStore::read,
                process);
    }

    /** The pack as a ZIP file. */
    static byte[] pack(Tx tx, String process, int number) {
        return tx.query(
                        "SELECT pack FROM publication WHERE process = ? AND number = ?",
                        row -> row.getBytes(1),
                        process,
                        number)
                .get(0);
    }

    private static Publication read(ResultSet row) throws SQLException {
        return new Publication(
                row.getString("process"),
                row.getInt("number"),
                row.getString("version"),
                Instant.ofEpochMilli(row.getLong("published_at")),
                row.getString("published_by"));
    }
}
