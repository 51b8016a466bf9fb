package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFault.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private static final String CLAIM = """
            declare Claim
                amount : BigDecimal
                type   : String @NotBlank
            end
            """;
    private static final String PLAIN =
            "rule \"Plain\" when Claim( amount > 100 ) then route.manual(\"more than 100\"); end\n";

    @Test
    void whatSaysSomethingIsNotWarnedOf() {
        assertThat(warnings(PLAIN)).isEmpty();
    }

    @Test
    void aRuleThatSaysNothingIsToldOf() {
        assertThat(warnings(PLAIN + "rule \"Silent\" when Claim() then String route1 = \"route.manual\"; end\n"))
                .containsExactly("trial/rules.drl:7:1: rule \"Silent\": the rule never votes: nothing after then says"
                        + " route. …");
    }

    @Test
    void aRuleWhoseConditionsExcludeOneAnotherIsToldOf() {
        for (String condition : List.of(
                "amount > 500, amount <= 500",
                "amount >= 5, amount < 5",
                "amount > 10 && amount < 3",
                "type == \"a\", type == \"b\"",
                "type == \"a\", type != \"a\"",
                "amount == 3, amount > 3")) {
            assertThat(warnings(rule("Never", condition)))
                    .singleElement()
                    .asString()
                    .contains("rule \"Never\": the rule can never match: ", "exclude one another");
        }
    }

    @Test
    void whatCanBeTogetherIsNotWarnedOf() {
        for (String condition : List.of(
                "amount >= 5, amount <= 5",
                "amount > 3, amount < 10",
                "amount > 3, amount > 10",
                "amount != 3, amount != 4",
                "amount < 3 || amount > 10",
                "amount == 3, amount >= 3.00")) {
            assertThat(warnings(rule("Sometimes", condition))).isEmpty();
        }
    }

    @Test
    void aRuleThatSaysWhatAnotherSaysIsToldOf() {
        assertThat(warnings(rule("One", "amount > 3, type == \"a\"") + rule("Two", "type == \"a\", amount>3")))
                .singleElement()
                .asString()
                .contains("rule \"Two\": the rule says the same of the same items as \"One\"");
    }

    @Test
    void aFieldThatNothingReadsIsToldOf() {
        assertThat(Packs.of("Claim", CLAIM.replace("end", "    colour : String\nend") + PLAIN))
                .extracting(pack -> RuleCompiler.check(pack.pack()).toString())
                .asString()
                .contains("no rule reads Claim.colour, and it has no constraint");
    }

    @Test
    void aNumberThatIsComparedWithTextLoadsWithAWarning() {
        assertThat(warnings(PLAIN + rule("Odd", "type == 5")))
                .containsExactly("trial/rules.drl:7:32: rule \"Odd\": type is text, but 5 is a number; write \"5\"");
    }

    private static String rule(String name, String condition) {
        return "rule \"" + name + "\" when Claim( " + condition + ", amount != null ) then route.manual(\"x\"); end\n";
    }

    private static List<String> warnings(String rules) {
        List<PackFault> found =
                RuleCompiler.check(Packs.of("Claim", CLAIM + rules).pack());
        assertThat(found).allSatisfy(fault -> assertThat(fault.severity()).isEqualTo(Severity.WARNING));
        return found.stream().map(PackFault::toString).toList();
    }
}
