package dev.signalbox.db;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts rows of two tables in at once: those of one, and those of another that belong to them. One trip to PostgreSQL. */
public final class InsertTogether {
    private final BulkInsert parents;
    private final BulkInsert children;
    private final String sql;

    /** @param children the first column names the parent, by the first column of {@code parents} */
    public InsertTogether(BulkInsert parents, BulkInsert children) {
        this.parents = parents;
        this.children = children;
        // IS TRUE: a plain IN may become a loop over all pairs.
        var belonging = "WHERE (r." + children.key() + " IN (SELECT " + parents.key() + " FROM parent)) IS TRUE";
        sql = "WITH parent AS (" + parents.allRows("") + " RETURNING " + parents.key() + "), child AS ("
                + children.allRows(belonging) + ") SELECT " + parents.key() + " FROM parent";
    }

    /**
     * Inserts parents, and the children of those that are inserted.
     *
     * @return for each parent whether it was inserted
     */
    public boolean[] run(Tx tx, List<@Nullable Object[]> parentRows, List<@Nullable Object[]> childRows)
            throws SQLException {
        return switch (tx.dialect()) {
            case SQLITE -> {
                var inserted = parents.run(tx, parentRows);
                children.run(tx, belonging(parentRows, inserted, childRows));
                yield inserted;
            }
            case POSTGRESQL -> {
                try (var insert = tx.prepare(sql)) {
                    int next = parents.bind(insert.statement(), 1, parentRows);
                    children.bind(insert.statement(), next, childRows);
                    yield BulkInsert.inserted(insert.statement(), parentRows);
                }
            }
        };
    }

    private static List<@Nullable Object[]> belonging(
            List<@Nullable Object[]> parentRows, boolean[] inserted, List<@Nullable Object[]> childRows) {
        var left = new HashSet<@Nullable Object>();
        for (int i = 0; i < inserted.length; i++) {
            if (!inserted[i]) {
                left.add(parentRows.get(i)[0]);
            }
        }
        return left.isEmpty()
                ? childRows
                : childRows.stream().filter(row -> !left.contains(row[0])).toList();
    }
}
