package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFault.Severity;
import dev.signalbox.process.PackRefused;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.LoggerFactory;

class FaultsTest {
    private static final String[] OF_THE_MACHINE = {
        "LambdaConsequence", "Parser returned", ".java", "\n", "\tat ", "Exception", "org.drools", "RuleVerbs", "[ERR"
    };

    @ParameterizedTest
    @FieldSource("dev.signalbox.decision.SeededFault#ALL")
    void aFaultIsToldWithItsPlaceItsRuleAndWhatMayHelp(SeededFault seeded) {
        assertThat(refused(seeded.faulty()).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.text()).isEqualTo(seeded.text()).doesNotContain(OF_THE_MACHINE);
            assertThat(fault.file()).isEqualTo("trial/rules.drl");
            assertThat(fault.line()).isEqualTo(seeded.line());
            assertThat(fault.column()).isEqualTo(seeded.column());
            assertThat(fault.rule()).isEqualTo(seeded.rule());
            assertThat(fault.severity()).isEqualTo(Severity.ERROR);
        });
    }

    @Test
    void everyFaultIsToldAtOnce() {
        String rule = "rule \"%s\"\nwhen\n    Claim( %s )\nthen\n    %s\nend\n";
        PackRefused refused = refused("declare Claim\n    amount : BigDecimal\nend\n"
                + rule.formatted("One", "amuont > 1", "route.manual(\"x\");")
                + rule.formatted("Two", "amount > 1", "route.full(\"PYA\", \"x\");")
                + rule.formatted("Three", "amount > 1", "route.manual(reason);"));

        assertThat(refused.faults()).extracting(PackFault::rule).containsExactly("One", "Two", "Three");
    }

    @Test
    void aFaultInATableIsToldOfItsCell() {
        String table = """
                RuleSet,trial
                RuleTable Limits
                NAME,CONDITION,ACTION
                ,Claim,
                ,%s > $param,%s
                rule,above,because
                Large,%s,much
                """;
        String verb = "\"route.manual(\"\"$param\"\");\"";
        String misspelt = "\"route.manul(\"\"$param\"\");\"";

        assertThat(inTable(table.formatted("amuont", verb, "100")))
                .isEqualTo("trial/limits.drl.csv row 5 column B: rule \"Large\": Claim has no field 'amuont'; did you"
                        + " mean 'amount'?");
        assertThat(inTable(table.formatted("amount", verb, "\"\"\"a lot\"\"\"")))
                .isEqualTo("trial/limits.drl.csv row 7 column B: rule \"Large\": amount is a decimal number, but"
                        + " \"a lot\" is text");
        assertThat(inTable(table.formatted("amount", misspelt, "100")))
                .isEqualTo("trial/limits.drl.csv row 5 column C: rule \"Large\": there is no verb route.manul; did you"
                        + " mean 'manual'?");
    }

    @Test
    void whatIsRefusedInATableIsToldOfItsCell() {
        String table = """
                RuleSet,trial
                RuleTable Limits
                NAME,CONDITION,ACTION
                ,Claim,
                ,amount > $param,%s
                rule,above,because
                Small,10,%s
                Large,100,%s
                """;
        String verb = "route.manual($param);";

        assertThat(inTable(table.formatted(verb, "\"\"\"a\"\"\"", "String.valueOf(System.getenv())")))
                .isEqualTo("trial/limits.drl.csv row 8 column C: rule \"Large\": Expected conditions and verbs, but"
                        + " java.lang.System.getenv is used: rules do not reach the machine they run on; delete it");
        String oneRow = table.replace("Large,100,%s\n", "");
        assertThat(inTable(oneRow.formatted(verb + " halt();", "\"\"\"a\"\"\"")))
                .isEqualTo("trial/limits.drl.csv row 5 column C: rule \"Small\": Expected no `halt`: the other rules"
                        + " would be silenced, but every rule has its vote");
        assertThat(inTable(table.formatted(verb, "\"\"\"a\"", "\"\"\"b\"\"\"")))
                .isEqualTo("trial/limits.drl.csv row 7 column C: rule \"Small\": a text that begins here does not end"
                        + " on its line; write \" after it");
    }

    @Test
    void aFaultAboveATablesRulesIsToldOnce() {
        String table = """
                RuleSet,trial
                RuleTable Limits
                NAME,CONDITION,ACTION
                ,Claim,
                ,amount > $param,"route.manual(""$param"");"
                rule,above,because
                """
                + IntStream.range(0, 30)
                        .mapToObj(i -> "R" + i + "," + i + ",x\n")
                        .collect(Collectors.joining());
        for (List<String> each : List.of(
                List.of("amount >", "amuont >", "row 5 column B: Claim has no field 'amuont'; did you mean 'amount'?"),
                List.of("amount >", "amount =", "row 5 column B: there is no comparison '='; did you mean '=='?"),
                List.of(",Claim,", ",Clam,", "row 4 column B: no type 'Clam' is declared; did you mean 'Claim'?"),
                List.of("manual(", "manul(", "row 5 column C: there is no verb route.manul; did you mean 'manual'?"),
                List.of(
                        "route.manual",
                        "rout.manual",
                        "row 5 column C: there is nothing named 'rout'; did you mean" + " 'route'?"),
                List.of(");\"", ")\"", "row 5 column C: the statement does not end; write ; after it"),
                List.of(
                        "RuleSet,trial",
                        "RuleSet,other",
                        "row 1 column B: Expected package trial as in rules.drl, but" + " it is other"),
                List.of(
                        "RuleSet,trial",
                        "RuleSet,com.acme",
                        "row 1 column B: Expected a package of one word, as the"
                                + " process is named, but it is com.acme"))) {
            assertThat(inTable(table.replace(each.get(0), each.get(1))))
                    .isEqualTo("trial/limits.drl.csv " + each.get(2));
        }
    }

    @Test
    void whatPeopleWriteIntoCellsIsToldOfTheCell() {
        String table = """
                RuleSet,trial
                RuleTable Limits
                NAME,CONDITION,CONDITION,ACTION
                ,Claim ...,Claim ...,
                ,amount <= $param,"day < ""$param\""","route.manual(""$param"");"
                rule,up to,before,because
                Small,%s,%s,%s
                """;
        for (List<String> each : List.of(
                List.of(
                        "\"50,00\"",
                        "",
                        "x",
                        "7 column B: rule \"Small\": a comma parts conditions, but here it stands in"
                                + " a number; write 50.00"),
                List.of(
                        "\"1.234,50\"",
                        "",
                        "x",
                        "7 column B: rule \"Small\": a comma parts conditions, but here it stands"
                                + " in a number; write 1234.50"),
                List.of("5%", "", "x", "7 column B: rule \"Small\": a number has no % behind it; write 0.05 for 5 %"),
                List.of("50 %", "", "x", "7 column B: rule \"Small\": a number has no % behind it; write 0.5 for 50 %"),
                List.of("$50", "", "x", "7 column B: rule \"Small\": an amount has no currency; write 50"),
                List.of("50 EUR", "", "x", "7 column B: rule \"Small\": an amount has no currency; write 50"),
                List.of(
                        "1\u00a0234",
                        "",
                        "x",
                        "7 column B: rule \"Small\": Expected plain spaces, but here is one that does"
                                + " not break (U+00A0); write a plain space"),
                List.of(
                        "1'234",
                        "",
                        "x",
                        "7 column B: rule \"Small\": a number has nothing between its thousands; take the" + " ' out"),
                List.of(
                        "",
                        "31.12.2024",
                        "x",
                        "7 column C: rule \"Small\": day is a date, but \"31.12.2024\" is none; write"
                                + " dates as \"2024-12-31\""),
                List.of(
                        "50",
                        "",
                        "x,,,note",
                        "7 column G: Expected nothing, since G3 says no CONDITION or ACTION, but it was" + " 'note'"),
                List.of(
                        "50",
                        "",
                        "x\n\n,,,,,,see mail",
                        "9 column G: Expected nothing outside of the tables, but it was"
                                + " 'see mail'; put a remark into a column DESCRIPTION, or above the first table"),
                List.of(
                        "50",
                        "",
                        "x\n\nMore,60,,y",
                        "9: Expected no empty row between rules, but there is one above this" + " row"))) {
            String csv = table.formatted(each.get(0), each.get(1), each.get(2)).replace("\\\"", "\"");
            Packs pack = Packs.of("Claim", "declare Claim\n    amount : BigDecimal\n    day : LocalDate\nend\n")
                    .with("limits.drl.csv", csv);
            PackRefused refused =
                    catchThrowableOfType(PackRefused.class, () -> pack.compile().close());
            assertThat(refused.faults())
                    .as(each.toString())
                    .singleElement()
                    .hasToString("trial/limits.drl.csv row " + each.get(3));
        }
    }

    /** Its advice would stand among the messages, and say the contrary. */
    @Test
    void theParserSaysNothingBesideTheMessages() {
        for (String said : List.of(
                "drl.parser.antlr4.ParserHelper",
                "drl.parser.DrlParser",
                "decisiontable.parser",
                "template.parser",
                "compiler.builder",
                "model.codegen.execmodel")) {
            assertThat(LoggerFactory.getLogger("org.drools." + said).isErrorEnabled())
                    .as(said)
                    .isFalse();
        }
    }

    private static String inTable(String csv) {
        Packs pack = Packs.of("Claim", "declare Claim\n    amount : BigDecimal\nend\n")
                .with("limits.drl.csv", csv);
        PackRefused refused =
                catchThrowableOfType(PackRefused.class, () -> pack.compile().close());
        assertThat(refused.faults()).hasSize(1);
        return refused.faults().get(0).toString();
    }

    private static PackRefused refused(String drl) {
        return catchThrowableOfType(
                PackRefused.class, () -> Packs.of("Claim", drl).compile().close());
    }
}
