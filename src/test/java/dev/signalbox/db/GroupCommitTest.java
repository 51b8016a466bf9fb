package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @Test
    void anErrorOfTheMachineFailsWhatItMetAndTheWriterGoesOn(@TempDir Path folder) throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        var noMemory = new AtomicBoolean(true);
        try (var connection = SqliteFile.in(folder).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (text TEXT)");
        }
        try (var writer = new GroupCommit(
                failing(SqliteFile.in(folder), noMemory), Dialect.SQLITE, Clock.systemUTC(), thread, Runnable::run)) {
            var refused = writer.submit(tx -> tx.update("INSERT INTO note VALUES ('lost')"));
            assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("no memory left");
            var taken = writer.submit(tx -> tx.update("INSERT INTO note VALUES ('kept')"));
            assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            var kept = writer.submit(tx -> tx.query("SELECT text FROM note", row -> row.getString("text")));
            assertThat(kept.get(10, TimeUnit.SECONDS)).containsExactly("kept");
        } finally {
            thread.shutdown();
        }
    }

    /** A real database whose COMMIT meets an error once. */
    private static DataSource failing(DataSource real, AtomicBoolean now) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection(real.getConnection(), now));
    }

    private static Connection connection(Connection real, AtomicBoolean now) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if ("prepareStatement".equals(method.getName())
                            && "COMMIT".equals(arguments[0])
                            && now.getAndSet(false)) {
                        throw new OutOfMemoryError("no memory left");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
