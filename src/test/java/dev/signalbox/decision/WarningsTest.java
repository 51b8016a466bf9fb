package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFault.Severity;
import dev.signalbox.process.QueueDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private static final String CLAIM = """
            declare Claim
                amount : BigDecimal @PositiveOrZero
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
                "amount == 3, amount > 3",
                "amount > 3 && < 2",
                "amount == null, amount > 3",
                "type in ( \"a\", \"b\" ), type == \"c\"",
                "type == \"a\", ( type == \"b\" || type == \"c\" )")) {
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
    void aRuleThatAnotherCoversIsToldOf() {
        for (List<String> pair : List.of(
                List.of("amount > 3", "amount > 5"),
                List.of("amount > 3", "amount >= 3.5, type == \"a\""),
                List.of("amount > 3, amount < 10", "amount == 5"),
                List.of("type != \"a\"", "type == \"b\" || type == \"c\""),
                List.of("type in ( \"a\", \"b\", \"c\" )", "type == \"b\" || == \"c\""),
                List.of("type matches \"x.*\"", "amount > 5, type  matches \"x.*\""),
                List.of("amount != null", "amount > 5"),
                List.of("amount == null || amount > 1", "amount == null"))) {
            var found = warnings(alone("Wide", pair.get(0)) + alone("Narrow", pair.get(1)));
            assertThat(found)
                    .describedAs(pair.toString())
                    .singleElement()
                    .asString()
                    .contains("rule \"Narrow\": the rule is covered by \"Wide\" in trial/rules.drl");
        }
        assertThat(warnings(alone("Narrow", "amount > 5") + alone("Wide", "amount > 3")))
                .singleElement()
                .asString()
                .startsWith("trial/rules.drl:6:1: rule \"Narrow\": the rule is covered by \"Wide\"");
    }

    @Test
    void whatIsNotCoveredIsNotWarnedOf() {
        for (List<String> pair : List.of(
                List.of("amount > 5", "amount != 7"),
                List.of("amount > 5", "amount == null || amount > 9"),
                List.of("amount > 5", "amount == 5"),
                List.of("type == \"a\"", "type == \"b\""),
                List.of("type matches \"x.*\"", "type matches \"xy.*\""),
                List.of("amount > 5, !( type == \"a\" )", "amount > 6"))) {
            assertThat(warnings(alone("Wide", pair.get(0)) + alone("Narrow", pair.get(1))))
                    .describedAs(pair.toString())
                    .isEmpty();
        }
        String asks = "rule \"Asks\" when Claim( amount > 5 ) then route.manual(\"x\").ask(\"Why?\"); end\n";
        assertThat(warnings(alone("Wide", "amount > 3") + asks)).isEmpty();
    }

    @Test
    void twoRulesThatAreSureOfDifferentOutcomesAreShownByAnItem() {
        assertThat(warnings(sure("Pays", "amount <= 100", "PAY") + sure("Denies", "type == \"late\"", "DENY")))
                .containsExactly("trial/rules.drl:7:1: rule \"Denies\": the rule contradicts \"Pays\" in"
                        + " trial/rules.drl: one says DENY, the other PAY, so that a person gets an item that both"
                        + " match; try an item with amount 100, type \"late\"");
        assertThat(warnings(sure("Pays", "amount > 10", "PAY") + sure("Denies", "amount < 20, type != \"x\"", "DENY")))
                .singleElement()
                .asString()
                .endsWith("try an item with amount 19, type \"any\"");
    }

    @Test
    void rulesThatCannotBothBeSureAreNotWarnedOf() {
        for (List<String> pair : List.of(
                List.of("amount <= 100", "amount > 100"),
                List.of("amount == null", "amount > 0"),
                List.of("type == \"a\"", "type != \"a\""),
                List.of("type matches \"a+\"", "type matches \"b+\""),
                List.of("type == \"a\" || type == \"b\"", "type == \"c\""))) {
            assertThat(warnings(sure("Pays", pair.get(0), "PAY") + sure("Denies", pair.get(1), "DENY")))
                    .describedAs(pair.toString())
                    .isEmpty();
        }
        String cautious =
                "rule \"Cautious\" when Claim( type == \"late\", amount > 50 ) then route.manual(\"late\"); end\n";
        assertThat(warnings(
                        sure("Pays", "amount <= 100", "PAY") + sure("Denies", "type == \"late\"", "DENY") + cautious))
                .isEmpty();
    }

    @Test
    void aRuleThatAnotherAlwaysStopsIsToldOf() {
        for (List<String> pair : List.of(
                List.of("amount > 3", "amount > 5"),
                List.of("type == \"map\"", "type == \"map\", amount <= 5"),
                List.of("amount != null", "amount <= 100"),
                List.of("type != \"a\"", "type == \"b\" || == \"c\""),
                List.of("type in ( \"a\", \"b\" )", "type == \"a\", amount > 5"),
                List.of("type matches \"x.*\"", "type matches \"x.*\", amount > 5"))) {
            String full = sure("Pays", pair.get(1), "PAY");
            assertThat(warnings(voting("Stops", pair.get(0), "partial(\"x\")") + full))
                    .describedAs(pair.toString())
                    .containsExactly(
                            "trial/rules.drl:7:1: rule \"Pays\": the rule can never decide: whatever it matches,"
                                    + " \"Stops\" in trial/rules.drl matches too, and says partial; leave out of one what the other"
                                    + " is about");
            assertThat(warnings(full + voting("Stops", pair.get(0), "manual(\"x\")")))
                    .singleElement()
                    .asString()
                    .contains("rule \"Pays\": the rule can never decide", "and says manual");
        }
        assertThat(warnings(voting("Low", "amount <= 100", "partial(\"x\")")
                        + voting("Late", "type == \"late\"", "manual(\"x\")")
                        + sure("Pays", "amount < 5 || type == \"late\"", "PAY")))
                .singleElement()
                .asString()
                .contains(
                        "\"Low\" in trial/rules.drl, \"Late\" in trial/rules.drl together match too, and say partial or"
                                + " manual");
        assertThat(warnings(voting("Asks", "amount > 5", "partial(\"x\").suggest(\"DENY\")")
                        + voting("Decides", "amount > 3", "manual(\"y\")")))
                .singleElement()
                .asString()
                .contains(
                        "rule \"Asks\": the rule can never decide",
                        "says manual, while a person still sees what it suggests");
        assertThat(warnings(voting("Asks", "amount > 5", "manual(\"x\")")
                        + voting("Faulty", "amount > 3", "problem(\"amount\", \"is too much\")")))
                .singleElement()
                .asString()
                .contains("rule \"Asks\": the rule can never decide", "says problem");
    }

    @Test
    void aRuleThatMayDecideIsNotWarnedOf() {
        for (List<String> pair : List.of(
                List.of("amount > 5", "amount > 3"),
                List.of("type == \"a\"", "amount > 3"),
                List.of("type == \"a\", amount > 3", "type == \"a\""),
                List.of("type == \"a\"", "type == \"b\""),
                List.of("type matches \"xy.*\"", "type matches \"x.*\""))) {
            assertThat(warnings(sure("Pays", pair.get(1), "PAY") + voting("Stops", pair.get(0), "partial(\"x\")")))
                    .describedAs(pair.toString())
                    .isEmpty();
        }
        assertThat(
                        warnings(
                                sure("Pays", "amount > 5", "PAY")
                                        + "rule \"Perhaps\" when Claim( amount > 3, $t : type ) then if ($t != null) route.manual(\"x\"); end\n"))
                .isEmpty();
        assertThat(warnings(voting("Asks", "amount > 5", "partial(\"x\")") + sure("Pays", "amount > 3", "PAY")))
                .isEmpty();
    }

    @Test
    void twoRulesThatNameTwoQueuesAreToldOfWithTheOneThatWins() {
        assertThat(warnings(voting("One", "amount > 5", "manual(\"x\").to(\"lawyers\")")
                        + voting("Other", "type == \"a\"", "manual(\"y\").to(\"seniors\")")))
                .containsExactly(
                        "trial/rules.drl:7:1: rule \"Other\": the rule names the queue 'seniors', and \"One\" in"
                                + " trial/rules.drl names 'lawyers', which is neither above nor below it; an item with amount 6,"
                                + " type \"a\" goes to 'seniors', by their rank: let one escalate to the other, or name one queue");
        for (List<String> pair : List.of(
                List.of("amount > 5", "manual(\"x\").to(\"clerks\")", "amount > 7", "manual(\"y\").to(\"seniors\")"),
                List.of("amount > 5", "manual(\"x\").to(\"lawyers\")", "amount < 5", "manual(\"y\").to(\"seniors\")"),
                List.of("amount > 5", "manual(\"x\").to(\"lawyers\")", "amount > 7", "manual(\"y\").to(\"lawyers\")"),
                List.of("amount > 5", "manual(\"x\").to(\"lawyers\")", "type == \"a\"", "manual(\"y\")"))) {
            assertThat(warnings(voting("One", pair.get(0), pair.get(1)) + voting("Other", pair.get(2), pair.get(3))))
                    .describedAs(pair.toString())
                    .isEmpty();
        }
    }

    private static String voting(String name, String condition, String verb) {
        return "rule \"" + name + "\" when Claim( " + condition + " ) then route." + verb + "; end\n";
    }

    @Test
    void aRuleThatIsSureOfEveryItemLeavesNothingToTheFallback() {
        assertThat(warnings(PLAIN + "rule \"All\" when Claim() then route.full(\"PAY\", \"all\"); end\n"))
                .containsExactly("trial/rules.drl:7:1: rule \"All\": the rule matches every item, so that none ever"
                        + " reaches the fallback queue 'lawyers'; say which items it is about");
        assertThat(warnings(PLAIN + "rule \"All\" when Claim() then route.manual(\"all\"); end\n"))
                .isEmpty();
    }

    @Test
    void aQueueThatNothingLeadsToIsToldOf() {
        var idle = new QueueDefinition("Idle", Duration.ofHours(1), null, Duration.ofMinutes(1));
        Packs pack = Packs.of("Claim", CLAIM + PLAIN)
                .queue("idle", idle)
                .with("process.yaml", "queues:\n  clerks: {}\n  idle: {}\n");
        assertThat(RuleCompiler.check(pack.pack()))
                .singleElement()
                .hasToString("trial/process.yaml:3:3: nothing leads to the queue 'idle': no route, rule, step or other"
                        + " queue names it");
        String named = "rule \"Idle\" when Claim( amount > 5 ) then route.manual(\"x\").to(\"idle\"); end\n";
        assertThat(RuleCompiler.check(
                        Packs.of("Claim", CLAIM + named).queue("idle", idle).pack()))
                .isEmpty();
    }

    private static String alone(String name, String condition) {
        return "rule \"" + name + "\" when Claim( " + condition + " ) then route.manual(\"x\"); end\n";
    }

    private static String sure(String name, String condition, String outcome) {
        return "rule \"" + name + "\" when Claim( " + condition + " ) then route.full(\"" + outcome
                + "\", \"sure\"); end\n";
    }

    @Test
    void aFieldThatNothingReadsIsToldOf() {
        assertThat(Packs.of("Claim", CLAIM.replace("end", "    colour : String\nend") + PLAIN))
                .extracting(pack -> RuleCompiler.check(pack.pack()).toString())
                .asString()
                .contains("no rule reads Claim.colour, and it has no constraint");
    }

    @Test
    void aFieldThatOnlyAnotherTypeHasReadOfIsToldOf() {
        String types = CLAIM.replace("end", "    lines : List<Line>\n    person : Person\nend")
                + "declare Line\n    name : String\n    kind : String\n    size : Integer\nend\n"
                + "declare Person\n    name : String\n    kind : String\n    size : Integer\nend\n";
        String rules =
                "rule \"Lines\" when Claim( $l : lines, person != null, amount > 1 ) Line( name == \"a\" ) from $l then"
                        + " route.manual(\"x\"); end\n"
                        + "rule \"Person\" when Claim( person.kind == \"b\" ) then route.manual(\"y\"); end\n";
        assertThat(RuleCompiler.check(Packs.of("Claim", types + rules).pack()))
                .extracting(PackFault::message)
                .containsExactly(
                        "no rule reads Line.size, and it has no constraint",
                        "no rule reads Person.name, and it has no constraint",
                        "no rule reads Person.size, and it has no constraint");
    }

    @Test
    void aNumberThatLooksLikeThousandsLoadsWithAWarning() {
        assertThat(warnings(alone("Odd", "amount <= 1.000") + alone("Even", "amount > 12.500")))
                .containsExactly(
                        "trial/rules.drl:6:34: rule \"Odd\": 1.000 is 1: a point separates decimals; write 1000 if that is"
                                + " meant, otherwise 1",
                        "trial/rules.drl:7:34: rule \"Even\": 12.500 is 12.5: a point separates decimals; write 12500 if"
                                + " that is meant, otherwise 12.5");
        assertThat(warnings(alone("Cents", "amount <= 1.00")
                        + alone("Third", "amount > 1.333")
                        + voting("Tenth", "amount == 0.100", "manual(\"tenth\")")
                        + voting("Thousand", "amount == 1000.00", "manual(\"thousand\")")))
                .isEmpty();
    }

    @Test
    void aTextThatIsSpeltOtherwiseElsewhereIsToldOf() {
        assertThat(warnings(alone("One", "type == \"book\"") + alone("Other", "type == \"Book\", amount > 3")))
                .containsExactly(
                        "trial/rules.drl:7:1: rule \"Other\": Claim.type is compared with \"Book\", but \"One\" in"
                                + " trial/rules.drl has \"book\": a text is only equal when each letter is; write both alike");
        assertThat(warnings(alone("One", "type in ( \"a b\", \"c\" )") + alone("Other", "type != \"a  b\"")))
                .anyMatch(told -> told.contains("compared with \"a  b\""));
        Packs pack = Packs.of("Claim", CLAIM + alone("One", "type == \"Book\", amount > 3"))
                .with("examples.csv", "type,amount\nbook,1\nfilm,2\n");
        assertThat(RuleCompiler.check(pack.pack()))
                .singleElement()
                .asString()
                .contains("Claim.type is compared with \"Book\", but examples or tables have \"book\"");
        assertThat(warnings(alone("One", "type == \"book\"") + alone("Other", "type == \"books\", amount > 3")))
                .isEmpty();
    }

    @Test
    void aKeyThatASpreadsheetHasSpoiltIsToldOf() {
        String types = CLAIM + "declare Carrier\n    code : String\nend\n";
        String rule = "rule \"R\" when Claim( amount > 1 ) Carrier( code != null ) then route.manual(\"x\"); end\n";
        Packs pack = Packs.of("Claim", types + rule)
                .reference(
                        "carriers",
                        "Carrier",
                        Map.of("code", "type"),
                        "code\n007\n012\n7\n2.01E+12\n2-Jan\nDHL\ndhl\n");
        assertThat(RuleCompiler.check(pack.pack()).stream().map(PackFault::toString))
                .containsExactly(
                        "trial/reference/carriers.csv:4:1: the key 7 is shorter than its neighbours, which begin with zeros;"
                                + " write 007",
                        "trial/reference/carriers.csv:5:1: the key 2.01E+12 looks like a long number that a spreadsheet has"
                                + " shortened; write it out",
                        "trial/reference/carriers.csv:6:1: the key 2-Jan looks like a code that a spreadsheet has taken for a"
                                + " date; write it as it was",
                        "trial/reference/carriers.csv:8:1: the key dhl differs from DHL in its case only; write one of them");
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
