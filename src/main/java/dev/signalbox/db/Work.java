package dev.signalbox.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done inside one transaction. Throwing undoes it. May be run again when the transaction was undone for another's sake: only what its
 * last run answered counts, and nothing but the database may be changed by it.
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    T run(Tx tx) throws SQLException;
}
