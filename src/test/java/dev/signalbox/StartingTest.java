package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.Processes;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.decision.RuleLoader;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server says and does between the command and the word that it is ready. */
class StartingTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir
    Path folder;

    @Test
    void allThatIsWrongWithOptionsIsToldTogetherAndBeforeAnyWork() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "x");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var cases = List.of(
                    List.of("Expected a loopback address", "--host", "0.0.0.0"),
                    List.of(
                            "Expected an address to listen on, but no-such-host.invalid is not known",
                            "--host",
                            "no-such-host.invalid"),
                    List.of("Expected a port from 1 to 65535, or 0 for any free one, but was 99999", "--port", "99999"),
                    List.of("Expected a port from 1 to 65535, or 0 for any free one, but was -1", "--port", "-1"),
                    List.of(
                            "Expected port " + taken.getLocalPort() + " of 127.0.0.1 to be free, but",
                            "--port",
                            "" + taken.getLocalPort()),
                    List.of(
                            "Expected a folder of packs, but " + folder.resolve("no") + " is not there",
                            "--rules",
                            "" + folder.resolve("no")),
                    List.of("Expected a folder of packs, but " + file + " is a file", "--rules", "" + file),
                    List.of("Expected a folder for the data, but " + file + " is a file", "--data", "" + file),
                    List.of(
                            "Expected a folder for the data that can be written to, but " + file.resolve("x")
                                    + " cannot",
                            "--data",
                            "" + file.resolve("x")),
                    List.of(
                            "Expected a folder for the data that can be written to, but /proc/signalbox cannot",
                            "--data",
                            "/proc/signalbox"),
                    List.of(
                            "Expected a database like postgresql://user:password@host:5432/name, but was mysql://x",
                            "--db",
                            "mysql://x"),
                    List.of("refused", "--db", "postgresql://ann:secret@127.0.0.1:1/x"),
                    List.of("Expected --rules-memory of 32 to 65536 megabytes, but was 0", "--rules-memory", "0"));
            for (var one : cases) {
                var said = serve(one.subList(1, one.size()).toArray(String[]::new));
                assertThat(said)
                        .contains(one.get(0))
                        .doesNotContain("Exception", "secret")
                        .startsWith("signalbox: ");
                assertThat(said.lines()).as(said).hasSize(1);
            }
            var together =
                    serve("--host", "0.0.0.0", "--rules", "" + file, "--data", "" + file, "--rules-memory", "-5");
            assertThat(together.lines())
                    .as(together)
                    .hasSize(4)
                    .allMatch(line -> line.startsWith("signalbox: Expected "));
        }
    }

    private String serve(String... options) throws IOException {
        var said = new StringWriter();
        var arguments = new java.util.ArrayList<>(List.of("serve"));
        for (var option : List.of(
                List.of("--port", "0"),
                List.of("--data", "" + folder.resolve("data")),
                List.of("--rules", "" + Files.createDirectories(folder.resolve("rules"))))) {
            if (!List.of(options).contains(option.get(0))) {
                arguments.addAll(option);
            }
        }
        arguments.addAll(List.of(options));
        var exit = Main.commandLine().setErr(new PrintWriter(said)).execute(arguments.toArray(String[]::new));
        assertThat(exit).as(said.toString()).isEqualTo(2);
        return said.toString();
    }

    @Test
    void aPackForWhichTheMachineHadNoTimeIsTriedAgain() throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), NOWHERE);
        var tries = new AtomicInteger();
        RuleLoader busy = pack -> {
            if (tries.incrementAndGet() < 3) {
                throw new PackRefused(
                        List.of(new PackFault(pack.name(), 0, "Expected rules that compile within 30 s")), true);
            }
            return RuleCompiler.compile(pack);
        };
        try (var processes = Processes.load(rules, busy, process -> List.of())) {
            assertThat(processes.bad()).hasSize(1);
            processes.tryAgain(Duration.ofMinutes(1));
            assertThat(tries).as("not before its time").hasValue(1);
            processes.tryAgain(Duration.ZERO);
            assertThat(processes.bad()).hasSize(1);
            processes.tryAgain(Duration.ZERO);
            assertThat(processes.bad()).isEmpty();
            assertThat(processes.find("tickets")).isPresent();
            processes.tryAgain(Duration.ZERO);
            assertThat(tries).as("and then no more").hasValue(3);
        }
    }

    @Test
    void aPackThatIsAtFaultItselfIsNotTriedAgain() throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), NOWHERE);
        var tries = new AtomicInteger();
        RuleLoader faulty = pack -> {
            tries.incrementAndGet();
            throw new PackRefused(List.of(new PackFault(pack.name(), 0, "Expected a field")));
        };
        try (var processes = Processes.load(rules, faulty, process -> List.of())) {
            processes.tryAgain(Duration.ZERO);
            assertThat(tries).hasValue(1);
        }
    }

    @Test
    void whatAServerLeftThatWasKilledWithItsHostsIsRemovedByTheNextWhichSaysWhatItDoes() throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), NOWHERE);
        var temp = Files.createDirectories(folder.resolve("temp"));
        var foreign = Files.createDirectories(temp.resolve("signalbox-rules-foreign"));
        var flag = "-Djava.io.tmpdir=" + temp;
        List<Path> left;
        try (var server = ServerProcess.serve(folder.resolve("data"), rules, flag)) {
            var hosts =
                    ProcessHandle.of(server.pid()).orElseThrow().descendants().toList();
            for (var host : hosts) { // or it would tidy up by itself
                assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(host.pid()))
                                .start()
                                .waitFor())
                        .isZero();
            }
            server.kill();
            hosts.forEach(ProcessHandle::destroyForcibly);
            for (var host : hosts) {
                host.onExit().get(10, TimeUnit.SECONDS);
            }
            left = hostFolders(temp);
            assertThat(left).hasSizeGreaterThan(1).contains(foreign);
        }
        try (var server = ServerProcess.serve(folder.resolve("data"), rules, flag);
                var third = ServerProcess.serve(folder.resolve("data2"), rules, flag)) {
            var mine = hostFolders(temp);
            assertThat(mine)
                    .as("two hosts that live, and what is not of Signalbox")
                    .hasSize(3)
                    .contains(foreign);
            assertThat(mine).filteredOn(left::contains).containsExactly(foreign);
            assertThat(server.output() + third.output())
                    .contains("Starts with the packs of " + rules + " and the data of " + folder.resolve("data"))
                    .contains("The database is ready")
                    .contains("tickets: its rules are being loaded")
                    .containsPattern("tickets: ready after \\d+ ms");
        }
    }

    private static List<Path> hostFolders(Path temp) throws IOException {
        try (var found = Files.list(temp)) {
            return found.filter(path -> path.getFileName().toString().startsWith("signalbox-rules-"))
                    .toList();
        }
    }
}
