package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a rule has much of, it compiles, or is refused with its place: on a stack as small as a rule host's too. */
class LongTextsTest {
    private static final long STACK_OF_A_HOST = 512 << 10;
    private static final String ITEM = "declare Claim\n amount : BigDecimal\n kind : String\nend\n";

    private static String rule(String name, String condition, String consequence) {
        return "rule \"" + name + "\" when\n Claim( " + condition + " )\nthen\n " + consequence + "\nend\n";
    }

    private static String many(int times, String between, String what) {
        return IntStream.range(0, times)
                .mapToObj(i -> what.replace("#", "" + i))
                .collect(Collectors.joining(between));
    }

    /** What each kind of check says: as a command, and as a host does. */
    private static List<List<PackFault>> told(String drl) throws Exception {
        var pack = Packs.of("Claim", ITEM + drl).pack();
        var told = new ArrayList<List<PackFault>>();
        told.add(RuleCompiler.check(pack).stream()
                .filter(fault -> fault.severity() == PackFault.Severity.ERROR)
                .toList());
        var thread = new Thread(
                null,
                () -> {
                    try {
                        RuleCompiler.compile(pack).close();
                        told.add(List.of());
                    } catch (PackRefused e) {
                        told.add(e.faults());
                    }
                },
                "as a host",
                STACK_OF_A_HOST);
        thread.start();
        thread.join();
        return told;
    }

    @Test
    void whatIsLongWithinItsLimitCompilesForACommandAsForAHost() throws Exception {
        var drl = String.join(
                "",
                rule("a reason", "kind == \"a\"", "route.manual(\"" + "x".repeat(7_900) + "\");"),
                rule("n".repeat(200), "kind == \"b\"", "route.manual(\"a reason\");"),
                rule("escaped", "kind == \"c\"", "route.manual(\"" + "\\\\".repeat(3_900) + "\");"),
                rule("text", "kind == \"" + "y".repeat(4_900) + "\"", "route.manual(\"long\");"),
                rule("single quotes", "kind == '" + "y".repeat(4_900) + "'", "route.manual(\"long\");"),
                rule("a remark", "kind == \"d\"", "/* " + "z ".repeat(3_900) + "*/ route.manual(\"long\");"),
                rule("questions", "kind == \"e\"", "route.manual(\"m\")" + many(20, "", ".ask(\"q#\")") + ";"),
                rule("values", "kind in ( " + many(600, ", ", "\"v#\"") + " )", "route.manual(\"long\");"),
                rule("joined", "$k : kind", "route.manual(" + many(40, " + ", "\"t#\" + $k") + ");"),
                "// " + "remark ".repeat(20_000) + "\n");

        assertThat(told(drl)).containsExactly(List.of(), List.of());
    }

    @Test
    void fiveHundredRulesOfOneFieldCompileAndAreAskedOfWhatIsMissing() throws Exception {
        // With what asks of missing fields there are a thousand, from which on Drools parts the list of them.
        var drl = IntStream.range(0, 500)
                .mapToObj(i -> rule("number " + i, "amount == " + i + ".5", "route.manual(\"a reason\");"))
                .collect(Collectors.joining());
        var pack = Packs.of("Claim", ITEM + drl + rule("all", "kind == \"a\"", "route.full(\"PAY\", \"a\");"))
                .pack();

        try (var engine = RuleCompiler.compile(pack)) {
            var whole = Map.<String, Object>of("kind", "a", "amount", new BigDecimal("1000"));
            assertThat(decide(engine, whole).route()).isEqualTo(Route.FULL);
            var unknown = decide(engine, Map.of("kind", "a"));
            assertThat(unknown.route()).isEqualTo(Route.PARTIAL);
            assertThat(unknown.reasons()).contains("could not check \"number 499\": amount is missing");
            var matched = decide(engine, Map.of("kind", "a", "amount", new BigDecimal("499.5")));
            assertThat(matched.route()).isEqualTo(Route.MANUAL);
        }
    }

    private static Decision decide(DecisionEngine engine, Map<String, Object> values) {
        return engine.decide(List.of(new Case(values, List.of(), List.of(), Instant.EPOCH)))
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a long name",
                "a long reason",
                "a rule of many words",
                "a deep choice",
                "many calls",
                "many steps"
            })
    void whatIsTooLongIsRefusedAlikeByACommandAndByAHost(String what) throws Exception {
        String drl = Map.of(
                        "a long name", rule("n".repeat(5_000), "kind == \"a\"", "route.manual(\"a\");"),
                        "a long reason", rule("n", "kind == \"a\"", "route.manual(\"" + "é".repeat(60_000) + "\");"),
                        "a rule of many words", "rule " + "word ".repeat(20_000) + "\nwhen\nthen\nend\n",
                        "a deep choice",
                                "function String f(String k) { return "
                                        + many(3_000, " : ", "k.equals(\"#\") ? \"a\"") + " : \"b\"; }\n"
                                        + rule("n", "$k : kind", "route.manual(f($k));"),
                        "many calls",
                                rule("n", "$k : kind", "route.manual(\"m\")" + many(400, "", ".ask(\"q#\")") + ";"),
                        "many steps", rule("n", "$k : kind", many(1_000, "\n", "route.manual(\"q#\");")))
                .getOrDefault(what, "");

        assertThat(told(drl)).hasSize(2).allSatisfy(faults -> {
            assertThat(faults).isNotEmpty();
            assertThat(faults.get(0).toString())
                    .startsWith("trial")
                    .hasSizeLessThan(600)
                    .doesNotContain("StackOverflow", "Drools gives up", "[");
        });
    }
}
