package dev.signalbox.db;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables of a database up to date, and refuses those that it cannot understand, in words. */
final class Tables {
    private static final Logger log = LoggerFactory.getLogger(Tables.class);
    private static final String HALF =
            "a change of its tables did not come to its end: restore the backup made before, or look into the log";

    private Tables() {}

    /**
     * Flyway holds a lock of the database meanwhile: of several nodes that start at once, one does it and the others wait.
     *
     * @param where the database, as people know it
     * @throws SQLException when it cannot be used; the message says why, and what to do
     */
    static void update(DataSource source, Dialect dialect, String where) throws SQLException {
        var flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/" + dialect.name().toLowerCase(Locale.ROOT))
                .load();
        try {
            check(flyway.info().all(), where);
            flyway.migrate();
        } catch (FlywayValidateException e) {
            log.debug("The tables are not as this build made them", e);
            throw refused(
                    where, "its tables were made by a build of Signalbox that is neither this one nor before it", e);
        } catch (FlywayMigrateException e) {
            log.error("The tables could not be changed: {}", root(e).getMessage());
            throw refused(where, HALF, e);
        } catch (FlywayException e) {
            boolean foreign = String.valueOf(e.getMessage()).contains("non-empty schema");
            var why = foreign
                    ? "it holds tables of something else: name an empty one"
                    : String.valueOf(root(e).getMessage()).lines().findFirst().orElse("it cannot be used");
            throw refused(where, why, e);
        }
    }

    private static void check(MigrationInfo[] all, String where) throws SQLException {
        if (has(all, MigrationState.FUTURE_SUCCESS)) {
            throw refused(
                    where,
                    "this data is of a later Signalbox: start that one, or restore a backup made by this one",
                    null);
        }
        if (has(all, MigrationState.FAILED) || has(all, MigrationState.FUTURE_FAILED)) {
            throw refused(where, HALF, null);
        }
    }

    private static boolean has(MigrationInfo[] all, MigrationState state) {
        return Arrays.stream(all).anyMatch(info -> info.getState() == state);
    }

    static SQLException refused(String where, String why, @Nullable Throwable cause) {
        return new SQLException("Expected a database that this Signalbox can use at " + where + ", but " + why, cause);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
