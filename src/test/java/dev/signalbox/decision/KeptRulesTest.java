package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.host.RuleHosts;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was compiled once need not be compiled again, and nothing else is taken for it. */
class KeptRulesTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private final Path folder;

    KeptRulesTest(@TempDir Path temporary) {
        folder = temporary.resolve("compiled");
    }

    private static ProcessPack pack(String reason) throws PackRefused {
        var process = Packs.PROCESS.getBytes(StandardCharsets.UTF_8);
        String drl = """
                package trial
                declare Line
                    amount : BigDecimal
                end
                declare Claim
                    kind : String @NotBlank
                    lines : List<Line> @Valid
                end
                function int count(List<Line> lines) { return lines == null ? 0 : lines.size(); }
                rule "It's cautious" when
                    $c : Claim( $l : lines ) exists( Line( amount > 100 ) from $l )
                then
                    route.partial("many");
                end
                rule "Pays" when Claim( kind == "a", count( lines ) < 3 ) then route.full("PAY", "%s"); end
                """.formatted(reason);
        return PackLoader.of(
                "trial",
                List.of(
                        new PackFile("process.yaml", process),
                        new PackFile("rules.drl", drl.getBytes(StandardCharsets.UTF_8))));
    }

    private static MadeRules made(ProcessPack pack) throws PackRefused {
        try (RuleEngine engine = RuleCompiler.compile(pack, Limits.DEFAULT)) {
            return Objects.requireNonNull(engine.made());
        }
    }

    private static List<String> reasons(DecisionEngine engine) {
        return List.of(Map.<String, Object>of("kind", "a"), Map.<String, Object>of("kind", "a", "lines", List.of()))
                .stream()
                .map(item ->
                        engine.decide(List.of(Cases.of(item))).get(0).reasons().get(0))
                .toList();
    }

    @Test
    void rulesOfKeptClassesDecideAsThoseThatWereCompiled() throws Exception {
        MadeRules made = MadeRules.unzip(made(pack("now")).zip());
        assertThat(made.companions()).isNotEmpty();
        try (RuleEngine fresh = RuleCompiler.compile(pack("now"), Limits.DEFAULT);
                RuleEngine again = RuleCompiler.compile(pack("now"), Limits.DEFAULT, made);
                // The proof that nothing is compiled: these are another pack's.
                RuleEngine other = RuleCompiler.compile(pack("now"), Limits.DEFAULT, made(pack("earlier")))) {
            assertThat(reasons(again))
                    .isEqualTo(reasons(fresh))
                    .containsExactly("could not check \"It's cautious\": lines is missing", "now");
            assertThat(again.made()).isNull();
            assertThat(reasons(other)).contains("earlier");
        }
    }

    @Test
    void keptClassesAreJudgedAgainBeforeOneOfThemRuns() throws Exception {
        var classes = new TreeMap<>(made(pack("now")).classes());
        try (InputStream main = Objects.requireNonNull(getClass().getResourceAsStream("/dev/signalbox/Main.class"))) {
            classes.put("dev/signalbox/Main", main.readAllBytes());
        }
        var tampered = new MadeRules(classes, Set.of());
        try (RuleEngine engine = RuleCompiler.compile(pack("now"), Limits.DEFAULT, tampered)) {
            assertThat(engine.made()).as("compiled anew").isNotNull();
            assertThat(reasons(engine)).contains("now");
        }
    }

    @Test
    void aHostTakesWhatAnotherCompiledUnlessItIsDamagedOrAnothers() throws Exception {
        var hosts = new RuleHosts(64, folder);
        assertThat(load(hosts, "now")).contains("now");
        Path kept = onlyFile();
        byte[] bytes = Files.readAllBytes(kept);
        Files.setLastModifiedTime(kept, LONG_AGO);
        assertThat(load(hosts, "now")).contains("now");
        assertThat(Files.getLastModifiedTime(kept)).as("not written again").isEqualTo(LONG_AGO);

        bytes[bytes.length / 2] ^= 1;
        Files.write(kept, bytes);
        assertThat(load(hosts, "now")).contains("now");
        assertThat(Files.readAllBytes(kept)).as("mended").isNotEqualTo(bytes);

        Files.delete(kept);
        assertThat(load(hosts, "earlier")).contains("earlier");
        Files.move(onlyFile(), kept);
        assertThat(load(hosts, "now")).contains("now");
    }

    @Test
    void aFolderThatCannotBeUsedCostsOnlyTime() throws Exception {
        Files.writeString(folder, "a file");
        assertThat(load(new RuleHosts(64, folder), "now")).contains("now");
        assertThat(folder).hasContent("a file");
    }

    private static List<String> load(RuleHosts hosts, String reason) throws PackRefused {
        try (DecisionEngine engine = hosts.load(pack(reason))) {
            return reasons(engine);
        }
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
