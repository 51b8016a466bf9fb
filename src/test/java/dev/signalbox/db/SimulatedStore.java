package dev.signalbox.db;

import dev.signalbox.SettableClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The one database of many simulated nodes in one thread: SQLite in memory, with the real tables. All of a seed happens inside one
 * transaction that is never committed, each transaction of a node being a savepoint of it: taking it back leaves an empty database
 * with every statement still prepared. A table beside the real ones notes each change, with what was there before.
 */
public final class SimulatedStore implements AutoCloseable {
    private static final String CHANGES = """
            CREATE TEMP TABLE change (
                seq INTEGER PRIMARY KEY, what TEXT, item_id INTEGER, n INTEGER, was TEXT, became TEXT,
                was_held_by TEXT, held_by TEXT, was_held_until INTEGER, held_until INTEGER,
                was_attempts INTEGER, next_try INTEGER, words TEXT);
            CREATE TEMP TRIGGER item_arrives AFTER INSERT ON main.item BEGIN
                INSERT INTO change (what, item_id, became, words) VALUES ('item', NEW.id, NEW.status, hex(NEW.name)); END;
            CREATE TEMP TRIGGER item_moves AFTER UPDATE OF status, outcome, closed_at ON main.item BEGIN
                INSERT INTO change (what, item_id, was, became) VALUES ('item', NEW.id, OLD.status, NEW.status); END;
            CREATE TEMP TRIGGER step_arrives AFTER INSERT ON main.step BEGIN
                INSERT INTO change (what, item_id, n, became) VALUES (NEW.kind, NEW.item_id, NEW.n, NEW.status); END;
            CREATE TEMP TRIGGER step_moves AFTER UPDATE ON main.step BEGIN
                INSERT INTO change (what, item_id, n, was, became, was_held_by, held_by, was_held_until, held_until,
                                    was_attempts, next_try, words)
                VALUES (NEW.kind, NEW.item_id, NEW.n, OLD.status, NEW.status, OLD.assignee, NEW.assignee, OLD.lease_until,
                        NEW.lease_until, OLD.attempts, OLD.next_try,
                        CASE WHEN NEW.status = 'DONE' THEN NEW.note ELSE NEW.error END); END;
            CREATE TEMP TRIGGER history_grows AFTER INSERT ON main.history BEGIN
                INSERT INTO change (what, item_id, n, became, held_by)
                VALUES ('history', NEW.item_id, NEW.step, NEW.event, NEW.actor); END;
            """;

    private final Connection real;
    private final Map<String, Deque<PreparedStatement>> idle = new HashMap<>();
    private long commits;

    /** @param folder for a file that the tables are taken from */
    public SimulatedStore(Path folder) throws IOException, SQLException {
        Database.open(folder, new SettableClock("2026-01-05T08:00:00Z")).close();
        real = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (var statement = real.createStatement()) {
            statement.executeUpdate("restore from " + folder.resolve(SqliteFile.NAME));
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.executeUpdate(CHANGES);
        }
        execute("BEGIN");
    }

    /**
     * A node's way to it.
     *
     * @param database as the product makes it, but for what the fates do to its transactions
     * @param end to be called when the node has died
     */
    public record Link(Database database, Runnable end) {}

    /** Lets a node in. */
    public Link connect(Clock clock, Executor writer, Supplier<Fate> fates) {
        var out = new IdentityHashMap<PreparedStatement, String>();
        var source = source(fates, out);
        try {
            var database = new Database(
                    Dialect.SQLITE,
                    clock,
                    Jdbi.create(source),
                    () -> {},
                    new GroupCommit(source, Dialect.SQLITE, clock, writer, Runnable::run),
                    () -> {},
                    () -> {});
            return new Link(database, () -> out.forEach(this::giveBack));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was committed behind a change seen before, in order. */
    public List<Change> changesAfter(long seq) {
        var sql = "SELECT * FROM change WHERE seq > ? ORDER BY seq";
        try {
            var query = borrow(sql);
            query.setLong(1, seq);
            var changes = new ArrayList<Change>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    changes.add(Change.read(row));
                }
            }
            giveBack(query, sql);
            return changes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empties it. */
    public void reset() {
        execute("ROLLBACK");
        execute("BEGIN");
    }

    /** How many transactions of nodes were committed. */
    public long commits() {
        return commits;
    }

    void committed() {
        commits++;
    }

    /** On no node's connection. */
    void execute(String sql) {
        try {
            var statement = borrow(sql);
            statement.execute();
            giveBack(statement, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    Connection real() {
        return real;
    }

    PreparedStatement borrow(String sql) throws SQLException {
        var kept = idle.computeIfAbsent(sql, any -> new ArrayDeque<>()).poll();
        return kept == null ? real.prepareStatement(sql) : kept;
    }

    void giveBack(PreparedStatement statement, String sql) {
        try {
            statement.clearBatch();
            idle.computeIfAbsent(sql, any -> new ArrayDeque<>()).push(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private DataSource source(Supplier<Fate> fates, Map<PreparedStatement, String> out) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return new SimulatedConnection(this, fates, out).proxy();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void close() throws SQLException {
        real.close();
    }
}
