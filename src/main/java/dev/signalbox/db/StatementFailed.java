package dev.signalbox.db;

import java.sql.SQLException;

/** A statement that the database refused. Undoes the work it is part of. */
public final class StatementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFailed(String sql, SQLException cause) {
        super("Expected the database to run a statement, but " + cause.getMessage() + ": " + sql, cause);
    }
}
