package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.host.RuleHosts;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever rules say, and whatever an item holds: what is kept of a decision has a size. One pack, in a host of its own. */
class BoundsTest {
    private static final String DRL = """
            package trial
            declare Line
                n : Integer @NotNull
                text : String @NotBlank
                amount : BigDecimal @NotNull
            end
            declare Claim
                kind : String
                text : String
                lines : List<Line> @Valid
            end
            rule "A reason of 500 KB for each line"
            when
                Claim( kind == "reasons", $lines : lines )
                $line : Line( n != null ) from $lines
            then
                route.manual("x".repeat(500000) + $line.getN());
            end
            rule "A different reason for each line"
            when
                Claim( kind == "many", $lines : lines )
                $line : Line( n != null ) from $lines
            then
                route.manual("because of " + $line.getN()).ask("y".repeat(5000) + $line.getN()).ask("and?" + $line.getN());
            end
            rule "A problem of 500 KB for each line"
            when
                Claim( kind == "problems", $lines : lines )
                $line : Line( n != null ) from $lines
            then
                route.problem("text", "z".repeat(500000) + $line.getN());
            end
            rule "A text of a megabyte is filled in"
            when
                Claim( kind == "set" )
            then
                route.set("text", "w".repeat(1000000));
            end
            rule "Letters of two halves"
            when
                Claim( kind == "halves" )
            then
                route.manual("\uD83D\uDE00".repeat(5000));
            end
            """;

    private static DecisionEngine engine;
    private static LiveProcess process;

    @BeforeAll
    static void start(@TempDir Path keep) throws Exception {
        var drl = DRL
                + IntStream.range(0, 60)
                        .mapToObj(i -> "rule \"Not text " + i + "\"\nwhen\n    Claim( kind == \"seen\", text != \"x" + i
                                + "\" )\nthen\n    route.manual(\"not x" + i + "\");\nend\n")
                        .collect(Collectors.joining());
        var pack = PackLoader.of("trial", List.of(file("process.yaml", Packs.PROCESS), file("rules.drl", drl)));
        engine = new RuleHosts(96, keep).load(pack);
        process = new LiveProcess(pack, engine);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void reasonsOf500KbForEachOfAThousandLinesAreCut() {
        var decision = decide("reasons", "", 1_000);
        assertThat(decision.reasons().get(0)).hasSize(1_000).endsWith("x…");
        assertThat(decision.json().length()).isLessThan(1_000_000);
    }

    @Test
    void reasonsAndQuestionsAreCounted() {
        var decision = decide("many", "", 2_000);
        assertThat(decision.reasons())
                .hasSize(102)
                .endsWith("and 1900 more reasons", "and 1000 more matches of rules, which are not kept");
        assertThat(decision.questions()).hasSize(101).allMatch(question -> question.length() <= 1_000);
        assertThat(decision.rules()).hasSize(1_000);
        assertThat(decision.json().length()).isLessThan(1_000_000);
    }

    @Test
    void problemsThatRulesReportAreCutAndCounted() {
        var decision = decide("problems", "v".repeat(900_000), 500);
        assertThat(decision.problems())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(101)
                .allMatch(problem -> problem.message().length() <= 1_000
                        && (problem.value() == null || problem.value().length() <= 1_000));
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.json().length()).isLessThan(1_000_000);
    }

    @Test
    void seenValuesAreCut() {
        var decision = decide("seen", "v".repeat(990_000), 0);
        assertThat(decision.rules())
                .hasSize(60)
                .allSatisfy(rule -> assertThat(String.valueOf(rule.values().get("text")))
                        .hasSize(1_000)
                        .endsWith("v…"));
        assertThat(decision.json().length()).isLessThan(1_000_000);
        assertThat(process.engine().withdrawn()).isNull();
    }

    @Test
    void aTextThatIsTooLongToBeFilledInFailsThatRule() {
        var decision = decide("set", "", 0);
        assertThat(decision.set()).isEmpty();
        assertThat(decision.reasons().toString()).contains("Expected at most 100000 characters for text");
        assertThat(decision.queue()).isEqualTo("lawyers");
    }

    @Test
    void noLetterIsCutInHalf() {
        var reason = decide("halves", "", 0).reasons().get(0);
        assertThat(reason).endsWith("\uD83D\uDE00…").hasSizeLessThanOrEqualTo(1_000);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(reason)).isTrue();
    }

    @Test
    void validationStopsAtAHundredProblems() {
        var lines = Collections.nCopies(9_000, Map.<String, Object>of());
        var decision = process.decide(List.of(Cases.of(Map.of("kind", "none", "lines", lines))))
                .get(0);
        assertThat(decision.problems()).hasSize(101);
        assertThat(decision.problems().get(100).message()).isEqualTo("has more such findings, not listed");
        assertThat(decision.problems().get(0).field()).isEqualTo("lines[0].amount");
    }

    @Test
    void whatComesBackIsHeldToTheSameBoundsAgain() {
        var long1 = "r".repeat(50_000);
        var reasons = new ArrayList<>(Collections.nCopies(5_000, long1));
        var problems = Collections.nCopies(5_000, new Problem(long1, long1, long1));
        var decision = new Decision(
                Route.MANUAL,
                null,
                "clerks",
                TaskKind.REVIEW,
                reasons,
                reasons,
                List.of(),
                problems,
                List.of(),
                Map.of(),
                0,
                "v",
                Cases.NOON);
        var bounded = Bounds.of(decision);
        assertThat(bounded.json().length()).isLessThan(1_000_000);
        assertThat(bounded.route()).isEqualTo(decision.route());
        assertThat(Bounds.of(bounded)).isSameAs(bounded);
    }

    private static Decision decide(String kind, String text, int lines) {
        var values = new HashMap<String, Object>();
        values.put("kind", kind);
        values.put("text", text);
        values.put(
                "lines",
                IntStream.range(0, lines)
                        .mapToObj(i -> Map.<String, Object>of("n", (long) i, "text", "t", "amount", BigDecimal.ONE))
                        .toList());
        return process.decide(List.of(Cases.of(values))).get(0);
    }

    private static PackFile file(String path, String text) {
        return new PackFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
