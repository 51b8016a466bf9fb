package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Database;
import dev.signalbox.db.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final String[] QUICK_START = {"-XX:TieredStopAtLevel=1", "-Xmx512m"};

    @TempDir
    Path folder;

    @Test
    void aCopyMadeUnderLoadServesAllThatWasAcknowledgedBeforeAndAddsUp() throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        var data = folder.resolve("data");
        var restored = Files.createDirectories(folder.resolve("restored"));
        Map<String, String> before;
        try (var server = ServerProcess.serve(data, rules, QUICK_START)) {
            before = acknowledgedBefore(
                    server,
                    () -> assertThat(backup(data, restored.resolve("signalbox.db")))
                            .startsWith("0 Copied"));
        }
        try (var server = ServerProcess.serve(restored, rules, QUICK_START)) {
            assertServes(server, before);
        }
    }

    /** By the calls that {@code pg_basebackup} makes: the server that the build brings comes without the tool itself. */
    @Test
    void aBaseBackupOfPostgresqlUnderLoadServesAllThatWasAcknowledgedBeforeAndAddsUp() throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        var copy = folder.resolve("copy");
        Map<String, String> before;
        String db;
        try (var postgres = new PostgresServer(folder.resolve("postgres"))) {
            db = postgres.fresh();
            try (var server = ServerProcess.node(db, rules, QUICK_START)) {
                before = acknowledgedBefore(server, () -> postgres.copyTo(copy));
            }
        }
        try (var restored = new PostgresServer(copy);
                var server = ServerProcess.node(restored.addressOf(db), rules, QUICK_START)) {
            assertServes(server, before);
        }
    }

    private interface Copying {
        void run() throws Exception;
    }

    /** What had been acknowledged when the copying began, under load. Then work is seen to go on, and the server dies. */
    private Map<String, String> acknowledgedBefore(ServerProcess server, Copying copying) throws Exception {
        var traffic = new Traffic(server.baseUri(), folder, 1);
        traffic.awaitAcknowledged(100);
        var before = Map.copyOf(traffic.acknowledged());
        copying.run();
        int copied = traffic.acknowledged().size();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (traffic.acknowledged().size() == copied) {
            assertThat(System.nanoTime()).as("work goes on").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        server.kill();
        traffic.awaitEnd();
        return before;
    }

    private static void assertServes(ServerProcess server, Map<String, String> before) throws Exception {
        var client = new Client(server.baseUri());
        for (var acknowledged : before.entrySet()) {
            var item = client.get("/v1/items/" + acknowledged.getValue());
            assertThat(item.body().at("/payload/number").asText()).isEqualTo(acknowledged.getKey());
        }
        var sums = client.get("/v1/conservation").body();
        assertThat(sums.get("accepted").asInt()).isGreaterThanOrEqualTo(before.size());
        assertThat(sums.get("closed").asInt() + sums.get("held").asInt())
                .isEqualTo(sums.get("accepted").asInt());
    }

    @Test
    void aCopyIsNeverWrittenOverAFile() throws Exception {
        var data = folder.resolve("data");
        Database.open(data, new SettableClock("2026-01-05T08:00:00Z")).close();
        var copy = Files.writeString(folder.resolve("copy.db"), "precious");
        assertThat(backup(data, copy)).startsWith("1 signalbox: Expected " + copy + " not to exist yet, but it does");
        assertThat(copy).hasContent("precious");
    }

    @Test
    void aFolderWithoutADatabaseIsToldAsSuch() {
        assertThat(backup(folder, folder.resolve("copy.db")))
                .startsWith(
                        "1 signalbox: Expected a database " + folder.resolve("signalbox.db") + ", but there is none");
    }

    /** The exit code, and what it printed. */
    private static String backup(Path data, Path to) {
        var printed = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(printed))
                .execute("backup", "--data", data.toString(), "--to", to.toString());
        return code + " " + printed;
    }
}
