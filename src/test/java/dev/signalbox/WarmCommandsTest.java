package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Commands;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} and {@code test} keep for the next time: what was found, and a process that is warm. */
class WarmCommandsTest {
    private static final String PACK = "property-claims";
    private static final String ROUTING = PACK + "/routing.drl";

    @TempDir
    Path scratch;

    /** Short: the name of a socket has to be. */
    private final Path cache =
            Path.of(System.getProperty("java.io.tmpdir"), "sb-" + Long.toString(System.nanoTime() % 1_000_000_000, 36));

    private Shell run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.commandLine(new Commands(cache))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Shell(exit, out.toString(), err.toString());
    }

    private List<ProcessHandle> warm() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).toString().contains(cache.toString()))
                        .orElse(false))
                .toList();
    }

    @AfterEach
    void stopWarmProcesses() throws Exception {
        for (ProcessHandle process : warm()) {
            process.destroyForcibly();
            process.onExit().get(20, TimeUnit.SECONDS);
        }
        if (Files.exists(cache)) {
            try (Stream<Path> files = Files.walk(cache)) {
                files.sorted((one, other) -> other.compareTo(one))
                        .map(Path::toFile)
                        .forEach(File::delete);
            }
        }
    }

    @Test
    void aSecondCheckIsToldWhatTheFirstFoundAndNeverAnythingStale() throws Exception {
        var rules = RulesCopy.in(scratch).edit(ROUTING, drl -> drl.replaceFirst("amount > 0", "amuont > 0"));
        String pack = rules.path(PACK);

        Shell first = run("check", pack);

        assertThat(first.out()).contains("did you mean 'amount'?", "1 pack: 1 error, 0 warnings");
        assertThat(warm()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        Path kept = kept().get(0);
        stop();
        assertThat(run("check", pack)).isEqualTo(first);
        assertThat(warm()).as("nothing had to be found out").isEmpty();

        // Damaged, cut short, or another's under this name: found out anew, and told right.
        byte[] whole = Files.readAllBytes(kept);
        byte[] damaged = whole.clone();
        damaged[whole.length - 3] ^= 1;
        Files.write(kept, damaged);
        assertThat(run("check", pack)).isEqualTo(first);
        assertThat(Files.readAllBytes(kept)).isEqualTo(whole);

        // A change of any file counts, also of one that is no rule.
        rules.edit(ROUTING, drl -> drl.replace("amuont", "amount"));
        assertThat(run("check", pack).out()).contains("1 pack: 0 errors, 0 warnings");
        Path other =
                kept().stream().filter(file -> !file.equals(kept)).findFirst().orElseThrow();
        Files.copy(kept, other, StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("check", pack).out()).contains("1 pack: 0 errors, 0 warnings");
        Files.write(other, new byte[0]);
        assertThat(run("check", pack).out()).contains("1 pack: 0 errors, 0 warnings");
        rules.edit(PACK + "/process.yaml", yaml -> yaml.replace("process: property-claims", "process: other"));
        assertThat(run("check", pack).out()).contains("process.yaml:", "1 error");
    }

    private List<Path> kept() throws Exception {
        try (Stream<Path> files = Files.list(cache.resolve("findings"))) {
            return files.toList();
        }
    }

    private void stop() throws Exception {
        for (ProcessHandle process : warm()) {
            process.destroyForcibly();
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void testRunsInTheWarmProcessAndSaysWhatItSaysHere() {
        var rules = RulesCopy.in(scratch).edit(ROUTING, drl -> drl.replace("<= 500", "<= 499"));
        String pack = rules.path(PACK);

        assertThat(run("test", pack)).isEqualTo(Shell.run("test", pack));
        long process = warm().get(0).pid();
        assertThat(run("test", "--format", "junit", pack).out()).contains("failures=\"1\"");
        assertThat(run("test", "--no-such-option").exit()).isEqualTo(2);
        assertThat(warm()).extracting(ProcessHandle::pid).containsExactly(process);
    }

    @Test
    void withoutARoomForItEverythingIsDoneHere() throws Exception {
        Files.writeString(cache, "not a folder");
        try {
            assertThat(run("check", "rules/" + PACK).out()).contains("0 errors, 0 warnings");
            assertThat(warm()).isEmpty();
        } finally {
            Files.delete(cache);
        }
    }

    @Test
    void watchChecksAgainAfterEachChangeAndSaysSo() throws Exception {
        var rules = RulesCopy.in(scratch);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var out = new PrintWriter(new LineWriter(lines), true);
        var watching = new Thread(
                () -> Main.commandLine(new Commands(null)).setOut(out).execute("check", "--watch", rules.path(PACK)));
        watching.start();
        try {
            await(lines, "1 pack: 0 errors, 0 warnings");
            await(lines, "watching");
            rules.edit(ROUTING, drl -> drl.replaceFirst("amount > 0", "amuont > 0"));
            await(lines, "did you mean 'amount'?");
            await(lines, "1 pack: 1 error, 0 warnings");
            rules.edit(ROUTING, drl -> drl.replace("amuont", "amount"));
            await(lines, "1 pack: 0 errors, 0 warnings");
        } finally {
            watching.interrupt();
            watching.join(Duration.ofSeconds(20).toMillis());
        }
        assertThat(watching.isAlive()).isFalse();
    }

    private static void await(BlockingQueue<String> lines, String wanted) throws InterruptedException {
        for (String line = lines.poll(60, TimeUnit.SECONDS); line != null; line = lines.poll(60, TimeUnit.SECONDS)) {
            if (line.contains(wanted)) {
                return;
            }
        }
        throw new AssertionError("Expected " + wanted);
    }

    private static final class LineWriter extends java.io.Writer {
        private final BlockingQueue<String> lines;
        private final StringBuilder line = new StringBuilder();

        LineWriter(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(char[] buffer, int from, int length) {
            for (char c : new String(buffer, from, length).toCharArray()) {
                if (c == '\n') {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append(c);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
