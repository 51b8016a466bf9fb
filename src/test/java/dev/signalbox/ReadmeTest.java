package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the guides tell a newcomer to type works as it stands. */
class ReadmeTest {
    private static final Pattern COMMANDS = Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    /** The guides speak of a server that holds the samples. */
    private static final String LIKE_THE_DEMO = """
            curl -s http://localhost:8080/v1/processes/property-claims/items \
              -H 'Content-Type: text/csv' --data-binary @samples/property-claims-2014.csv
            """;

    @TempDir
    static Path data;

    @TestFactory
    Stream<DynamicTest> everyCurlLineOfTheGuidesIsAnswered() throws Exception {
        var server = ServerProcess.serve(data, Path.of("rules"));
        answered(server, LIKE_THE_DEMO);
        return Stream.of("README.md", "samples/README.md", "rules/README.md")
                .flatMap(guide -> commands(guide).stream()
                        .map(lines -> DynamicTest.dynamicTest(
                                guide + ": " + lines.strip().lines().findFirst().orElse(""),
                                () -> answered(server, lines))))
                .onClose(server::close);
    }

    private static List<String> commands(String guide) {
        return COMMANDS.matcher(read(Path.of(guide)))
                .results()
                .map(found -> found.group(1))
                .filter(lines -> lines.contains("curl"))
                .toList();
    }

    private static void answered(ServerProcess server, String lines) throws IOException, InterruptedException {
        var script = "set -euo pipefail\n"
                + lines.replace("http://localhost:8080", server.baseUri().toString());
        var output = Files.createTempFile("readme", ".out");
        var process = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(script).isTrue();
        var said = read(output);
        // head ends a pipe early, which pipefail reports as curl's failure to write (23)
        assertThat(process.exitValue()).as(said).isIn(0, 23);
        assertThat(said).isNotBlank().doesNotContain("/problems/");
    }

    @Test
    void theDemoShowsTheRouteMixOfEachSample(@TempDir Path scratch) throws Exception {
        var arguments = List.of(
                "demo",
                "--port",
                "0",
                "--receiver",
                "0",
                "--data",
                scratch.resolve("demo").toString());
        try (var demo = ServerProcess.java(Main.class, List.of(), arguments)) {
            for (int i = 0; i < 600 && !demo.output().contains("in a browser"); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(demo.output())
                    .containsPattern("property-claims +8,855 rows   FULL 6\\.8 %   PARTIAL 91\\.4 %   MANUAL 1\\.8 %")
                    .containsPattern("supplier-invoices +240 rows   FULL ")
                    .containsPattern("loan-applications +360 rows   FULL ");
            var sum = new Client(demo.baseUri()).get("/v1/conservation").body();
            assertThat(sum.get("accepted").asInt())
                    .isEqualTo(sum.get("closed").asInt() + sum.get("held").asInt());
            assertThat(sum.get("accepted").asInt()).isGreaterThan(8_855);
        }
    }

    @Test
    void theTwoCommandsAreTheOnesThatAreRun() {
        assertThat(read(Path.of("README.md"))).contains("mvn -q compile exec:exec", "mvn -B verify");
        assertThat(read(Path.of(".ci/run"))).endsWith("mvn -B verify\n");
        assertThat(read(Path.of("pom.xml"))).contains("<exec.mainClass>dev.signalbox.Main</exec.mainClass>");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
