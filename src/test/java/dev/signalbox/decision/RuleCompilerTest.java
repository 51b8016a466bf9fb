package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.process.PackRefused;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCompilerTest {
    private static final String CLAIM = "declare Claim\n amount : BigDecimal\n day : LocalDate\n count : int\nend\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Claim( amout > 5 ) then                       | Claim has no field 'amout'",
                "Clam( amount > 5 ) then                       | no type 'Clam' is declared",
                "Claim( amount > ) then                        | something is missing before ')'",
                "Claim() then route.ful(\"PAY\", \"x\");       | there is no verb route.ful",
                "Claim() then route.full(\"PAY\", \"x\")       | the statement does not end",
                "Claim() eval( foo() ) then                    | there is no function 'foo'",
            })
    void aFaultInARuleIsToldWithItsLine(String rule, String message) {
        Packs pack = Packs.of("Claim", CLAIM + "rule \"Faulty\"\nwhen " + rule + "\nend\n");
        assertThatThrownBy(pack::compile).isInstanceOfSatisfying(PackRefused.class, refused -> {
            assertThat(refused.faults())
                    .anySatisfy(fault -> assertThat(fault.message()).contains(message));
            assertThat(refused.faults()).allSatisfy(fault -> {
                assertThat(fault.file()).isEqualTo("trial/rules.drl");
                assertThat(fault.line()).isBetween(7, 9);
                assertThat(fault.message()).doesNotContain("\n", "\tat ", "import ");
            });
        });
    }

    @Test
    void theItemsTypeAndFieldsMustBeDeclared() {
        assertThatThrownBy(Packs.of("Claim", "declare Other\n a : String\nend\n")::compile)
                .hasMessage("trial/process.yaml: Expected a type declared in the pack's DRL, but Claim is none");
        assertThatThrownBy(Packs.of("Claim", CLAIM).key("number")::compile)
                .hasMessage("trial/process.yaml: Expected fields of Claim in key, but number is none");
        assertThatThrownBy(Packs.of("Claim", "declare Claim\n a : Map\nend\n")::compile)
                .hasMessageStartingWith("trial/rules.drl:3:2: Expected String, Integer,")
                .hasMessageEndingWith("but Claim.a is a Map");
    }

    @Test
    void whatProcessYamlSaysOfFieldsIsToldOfItsPlace() {
        String yaml = "item: Claim\nkey: [day, amuont]\n";
        assertThatThrownBy(Packs.of("Claim", CLAIM).key("day", "amuont").with("process.yaml", yaml)::compile)
                .hasMessage("trial/process.yaml:2:12: Expected fields of Claim in key, but amuont is none; did you mean"
                        + " 'amount'?");
        assertThatThrownBy(Packs.of("Clam", CLAIM).with("process.yaml", "\nitem: Clam")::compile)
                .hasMessage("trial/process.yaml:2:1: Expected a type declared in the pack's DRL, but Clam is none; did"
                        + " you mean 'Claim'?");
    }

    @Test
    void rulesShareAPackageAndEachHasItsName() {
        assertThatThrownBy(Packs.of("Claim", CLAIM).with("a.drl", "package other\n")::compile)
                .hasMessage("trial/a.drl:1:9: Expected package trial as in rules.drl, but it is other");
        String rule = "rule \"Same\" when Claim() then end\n";
        assertThatThrownBy(Packs.of("Claim", CLAIM + rule + rule)::compile)
                .hasMessageStartingWith(
                        "trial/rules.drl:8:1: rule \"Same\": Expected a name of its own, but rule \"Same\"");
    }

    @Test
    void theTypeIsAsDeclared() throws PackRefused {
        try (DecisionEngine engine = Packs.of("Claim", CLAIM).compile()) {
            assertThat(engine.type().name()).isEqualTo("Claim");
            assertThat(engine.type().fields()).containsOnlyKeys("amount", "day", "count");
        }
    }

    /** Without care Drools keeps some 8 classes of every rule base. */
    @Test
    void loadingAndClosingLeavesNothingBehind() throws Exception {
        Packs pack =
                Packs.of("Claim", CLAIM + "rule \"A\" when Claim( amount > 1 ) then route.full(\"PAY\", \"a\"); end");
        cycle(pack, 20);
        long before = classes();
        cycle(pack, 180);
        assertThat(classes() - before).isLessThan(180);
    }

    private static void cycle(Packs pack, int times) throws PackRefused {
        for (int i = 0; i < times; i++) {
            assertThat(Cases.decide(pack, Map.of()).reasons()).isEqualTo(List.of("no rule matched"));
        }
    }

    /** Classes loaded now; a class is unloaded only when memory is collected. */
    private static long classes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }
}
