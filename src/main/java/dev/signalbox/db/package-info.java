/**
 * The database: transactions, group commit, migrations. Knows nothing of items.
 *
 * <p>There is one set of stores for both databases. All that SQLite and PostgreSQL want said differently:
 *
 * <table>
 * <caption>What differs</caption>
 * <tr><th></th><th>SQLite</th><th>PostgreSQL</th></tr>
 * <tr><td>tables</td><td>db/migration/sqlite: INTEGER, BLOB, STRICT, WITHOUT ROWID, RAISE</td>
 *     <td>db/migration/postgresql: BIGINT, BYTEA, COLLATE "C", a trigger function</td></tr>
 * <tr><td>to begin</td><td>BEGIN IMMEDIATE</td><td>BEGIN</td></tr>
 * <tr><td>to claim</td><td>alone anyway</td><td>FOR UPDATE SKIP LOCKED</td></tr>
 * <tr><td>many rows</td><td>a batch of statements</td><td>one statement, an array for each column</td></tr>
 * <tr><td>rows that belong to them</td><td>another batch</td><td>in the same statement</td></tr>
 * <tr><td>rows to write</td><td>are found by an index</td><td>enable_seqscan off, or a kept plan may not</td></tr>
 * <tr><td>the time</td><td>the clock of the only node</td><td>the database's: signalbox_now()</td></tr>
 * <tr><td>numbers of nodes</td><td>0</td><td>a sequence</td></tr>
 * <tr><td>a view of the data</td><td>any transaction</td><td>REPEATABLE READ, read only</td></tr>
 * <tr><td>two in each other's way</td><td>cannot be</td><td>deadlock, serialization failure: the work is run again</td></tr>
 * <tr><td>a lost answer to COMMIT</td><td>cannot be</td><td>the writer numbers its transactions in a row of its own</td></tr>
 * <tr><td>is it writable?</td><td>a row says so</td><td>a transaction that gets such a number</td></tr>
 * <tr><td>codes of failure</td><td>SQLITE_FULL, …</td><td>SQLSTATE 08, 53, 57, 58, …</td></tr>
 * </table>
 *
 * <p>Dialects share the rest: ON CONFLICT, RETURNING, WITH … AS MATERIALIZED, row values, partial indexes, FILTER. JSON is text,
 * times are milliseconds, and truth is never a column.
 */
@NullMarked
package dev.signalbox.db;

import org.jspecify.annotations.NullMarked;
