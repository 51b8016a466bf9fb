package dev.signalbox.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is done inside one transaction. Throwing undoes it. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    T run(Tx tx) throws SQLException;
}
