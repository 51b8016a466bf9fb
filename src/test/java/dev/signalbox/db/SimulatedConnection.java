package dev.signalbox.db;

import dev.signalbox.db.Fate.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A simulated node's connection: its transactions are savepoints, and meet their fate between two statements. */
final class SimulatedConnection {
    private static final Pattern WRITING = Pattern.compile("\\b(INSERT|UPDATE|DELETE)\\b");
    private static final Map<String, Boolean> WRITES = new ConcurrentHashMap<>();

    private final SimulatedStore store;
    private final Supplier<Fate> fates;
    private final Map<PreparedStatement, String> out;
    private final Connection proxy;
    private Fate fate = Fate.NONE;
    private boolean autoCommit = true;
    private boolean running;
    private final Deque<String> savepoints = new ArrayDeque<>();
    private boolean written;
    private boolean cut;
    private boolean dead;
    private int statements;

    /** @param out the statements that its node has in hand */
    SimulatedConnection(SimulatedStore store, Supplier<Fate> fates, Map<PreparedStatement, String> out) {
        this.store = store;
        this.out = out;
        this.fates = fates;
        this.proxy = (Connection)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, this::called);
    }

    Connection proxy() {
        return proxy;
    }

    private @Nullable Object called(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "prepareStatement" -> prepare((String) arguments(arguments)[0]);
            case "setAutoCommit" -> {
                autoCommit = (boolean) arguments(arguments)[0];
                yield null;
            }
            case "getAutoCommit" -> autoCommit;
            case "commit", "rollback", "close", "setReadOnly" -> null;
            case "isClosed" -> false;
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments(arguments)[0];
            default -> invoke(method, store.real(), arguments);
        };
    }

    private static Object[] arguments(Object @Nullable [] arguments) {
        return arguments == null ? new Object[0] : arguments;
    }

    private static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        var statement = store.borrow(sql);
        out.put(statement, sql);
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (self, method, arguments) -> {
                    var name = method.getName();
                    if (name.startsWith("execute")) {
                        return reaches(sql) ? invoke(method, statement, arguments) : false;
                    }
                    if (name.equals("close")) {
                        out.remove(statement);
                        store.giveBack(statement, sql);
                        return null;
                    }
                    return name.equals("getConnection") ? proxy : invoke(method, statement, arguments);
                });
    }

    /** Whether a statement is still to be run as it is. */
    private boolean reaches(String sql) throws SQLException {
        if (dead) {
            throw new Fate.Crash();
        }
        switch (sql) {
            case "BEGIN IMMEDIATE" -> begin();
            case "ROLLBACK" -> rollback();
            case "COMMIT" -> commit();
            default -> {
                alive();
                if (running) {
                    befall(sql);
                }
                return true;
            }
        }
        return false;
    }

    private void alive() throws SQLException {
        if (cut) {
            throw new SQLiteException("the connection is cut", SQLiteErrorCode.SQLITE_IOERR);
        }
    }

    private void begin() {
        fate = fates.get();
        statements = 0;
        cut = false;
        written = false;
        savepoints.clear();
        running = true;
        store.execute("SAVEPOINT node");
    }

    private void rollback() {
        if (running) {
            store.execute("ROLLBACK TO node");
            store.execute("RELEASE node");
            running = false;
        }
        cut = false;
    }

    private void commit() throws SQLException {
        alive();
        befall("COMMIT");
        store.execute("RELEASE node");
        running = false;
        store.committed();
        if (fate.kind() == Kind.CUT_AFTER_COMMIT) {
            throw cut();
        }
        if (fate.kind() == Kind.CRASH_AFTER_COMMIT) {
            throw crash();
        }
    }

    private void befall(String sql) throws SQLException {
        statements++;
        if (statements == fate.at() && fate.kind() == Kind.CUT) {
            throw cut();
        }
        if (statements == fate.at() && fate.kind() == Kind.CRASH) {
            throw crash();
        }
        boolean writes =
                WRITES.computeIfAbsent(sql, text -> WRITING.matcher(text).find());
        if (writes && !written) {
            written = true;
            if (fate.kind() == Kind.OVERTAKEN) {
                overtake();
            }
        }
        if (sql.startsWith("SAVEPOINT ")) {
            savepoints.push(sql);
        } else if (sql.startsWith("RELEASE ")) {
            savepoints.pop();
        }
    }

    // Nothing was written yet, so that ending it and beginning anew is the same.
    private void overtake() {
        store.execute("RELEASE node");
        fate.meanwhile().run();
        store.execute("SAVEPOINT node");
        savepoints.descendingIterator().forEachRemaining(store::execute);
    }

    private SQLException cut() {
        cut = true;
        return new SQLiteException("the connection was cut", SQLiteErrorCode.SQLITE_IOERR);
    }

    private Fate.Crash crash() {
        rollback();
        dead = true;
        return new Fate.Crash();
    }
}
