package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerbsTest {
    private static final String CLAIM = """
            declare Claim
                kind : String
                amount : BigDecimal
                count : int
                tags : List<String>
            end
            """;

    private static Decision when(String verbs) throws PackRefused {
        return Cases.decide(
                Packs.of("Claim", CLAIM + "rule \"Says\" when Claim( kind == \"a\" ) then " + verbs + " end\n"),
                Map.of("kind", "a", "amount", new BigDecimal("12.50")));
    }

    private static void fails(String verbs, String reason) throws PackRefused {
        Decision decision = when(verbs);
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.queue()).isEqualTo("lawyers");
        assertThat(decision.reasons()).containsExactly("rule \"Says\" failed: " + reason);
    }

    /** What is written out is found when the pack is loaded; this is for what only comes together in the rule. */
    @Test
    void aWordThatThePackDoesNotDeclareMakesTheRuleFail() throws PackRefused {
        fails("route.full(\"PAY\" + \"Y\", \"x\");", "Expected one of PAY, DENY as outcome, but was PAYY");
        fails(
                "route.manual(\"x\").to(\"exam\" + \"iner\");",
                "Expected one of clerks, examiners, seniors, lawyers as queue, but was examiner");
        fails("route.set(\"su\" + \"m\", 1);", "Expected one of kind, amount, count, tags as field, but was sum");
        fails("route.priority(100 + 1);", "Expected a priority from 0 to 100, but was 101");
        fails("route.full(\"PAY\", (String) null);", "Expected a reason, but there is none");
    }

    @Test
    void aProblemNeedsAPathOfTheType() throws PackRefused {
        fails(
                "route.problem(\"kind\" + \".x\", \"is bad\");",
                "Expected a path of kind, amount, count, tags as field, but was kind.x");
        assertThat(when("route.problem(\"tags[3]\", \"is bad\"); route.problem(\"\", \"is bad\");")
                        .problems())
                .extracting(problem -> problem.field() + "|" + problem.value())
                .containsExactlyInAnyOrder("tags[3]|null", "|null");
    }

    @Test
    void aFilledInValueTakesTheFieldsKind() throws PackRefused {
        Decision decision = when("route.set(\"amount\", 3); route.set(\"count\", 4); route.full(\"PAY\", \"x\");");
        assertThat(decision.set()).isEqualTo(Map.of("amount", new BigDecimal("3"), "count", 4L));
        fails("route.set(\"amount\", \"3\");", "Expected a decimal number for amount, but was 3");
        fails("route.set(\"amount\", null);", "Expected a decimal number for amount, but was nothing");
        fails("route.set(\"tags\", List.of());", "Expected a field that is no list for tags, but was 0 entries");
    }

    @Test
    void whatAMatchSawIsTold() throws PackRefused {
        Decision decision = Cases.decide(
                Packs.of("Claim", CLAIM + """
                        rule "First" when $c : Claim( kind == "count", amount > 3 )
                        then route.manual("a").suggest("PAY"); route.priority(5); end
                        rule "Second" when $c : Claim() eval( $c.getCount() == 0 )
                        then end
                        """), Map.of("kind", "count", "amount", new BigDecimal("12.50")));
        assertThat(decision.rules())
                .extracting(rule -> rule.name() + ", " + rule.verb() + ", " + rule.reason() + ", " + rule.values())
                .containsExactly(
                        "First, manual, a, {kind=count, amount=12.50}",
                        "First, priority, 5, {kind=count, amount=12.50}",
                        "Second, none, , {count=0}");
    }

    @Test
    void rulesSeeTheItemAsItCame() throws PackRefused {
        Decision decision = Cases.decide(Packs.of("Claim", CLAIM + """
                        rule "Fills" salience 10 when Claim() then route.set("amount", 1); end
                        rule "Reads" when Claim( amount > 10 ) then route.full("PAY", "x"); end
                        """), Map.of("amount", new BigDecimal("12.50")));
        assertThat(decision.route()).isEqualTo(Route.FULL);
        assertThat(decision.set()).containsOnlyKeys("amount");
    }

    @Test
    void theSameSaidTwiceIsToldOnce() throws PackRefused {
        Decision decision = when("for (int i : List.of(1, 2)) { route.partial(\"x\").ask(\"y?\"); }");
        assertThat(decision.rules()).hasSize(1);
        assertThat(decision.reasons()).isEqualTo(List.of("x"));
        assertThat(decision.questions()).isEqualTo(List.of("y?"));
    }
}
