package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.item.MatchedRule;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decision tables among a pack's rules. What a table's own format may be is told in CsvTableTest and WorkbookTest. */
class TablesTest {
    private static final String CLAIM = "declare Claim\n amount : BigDecimal\n day : LocalDate\nend\n";
    private static final String LIMITS = """
            RuleSet,trial
            RuleTable Limits
            NAME,CONDITION,CONDITION,ACTION,ACTION
            ,Claim ...,Claim ...
            ,amount > $param,amount <= $param,"route.partial(""$param"");","route.manual(""$param"");"
            rule,above,up to,a person confirms,a person decides
            Some,100,500,"above 100, up to 500"
            Many,500,,,above 500
            """;

    private static Packs with(String csv) {
        return Packs.of("Claim", CLAIM).with("limits.drl.csv", csv);
    }

    @Test
    void aRowDecides() throws PackRefused {
        assertThat(Cases.decide(with(LIMITS), Map.of("amount", new BigDecimal("100.01")))
                        .rules())
                .extracting(MatchedRule::name, MatchedRule::reason)
                .containsExactly(tuple("Some", "above 100, up to 500"));
        assertThat(Cases.decide(with(LIMITS), Map.of("amount", new BigDecimal("100")))
                        .rules())
                .isEmpty();
    }

    @Test
    void aTableAndItsNamesakeInDrlBothCount() throws PackRefused {
        Packs pack = with(LIMITS)
                .with("limits.drl", "package trial\nrule \"Any\" when Claim() then route.partial(\"any\"); end\n");
        assertThat(Cases.decide(pack, Map.of("amount", new BigDecimal("501"))).rules())
                .extracting(MatchedRule::name)
                .containsExactlyInAnyOrder("Any", "Many");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amount > $param  | amont > $param          | trial/limits.drl.csv row [578]( column B)?: .*amont.*",
                "Claim ...,Claim ... | Clam ...,Clam ...    | trial/limits.drl.csv.*: .*Clam.*",
                "route.manual(    | route.manuell(          | trial/limits.drl.csv row [58]( column E)?: .*manuell.*",
                "Some,100         | Some,ten of             | trial/limits.drl.csv row 7( column B)?: .*",
                "Some,100         | Some,)                  | trial/limits.drl.csv row 7 column B: .*",
                "NAME,CONDITION   | NAME,PRIORITY           | trial/limits.drl.csv row 3 column B: Expected NAME, .*",
                "Many,500         | Some,500                | trial/limits.drl.csv row 8.*: Expected a name of its"
                        + " own, .*",
            })
    void aFaultNamesItsCell(String text, String faulty, String expected) {
        assertThat(LIMITS).contains(text);
        assertThatThrownBy(with(LIMITS.replace(text, faulty))::compile)
                .isInstanceOfSatisfying(
                        PackRefused.class,
                        refused -> assertThat(refused.faults())
                                .allSatisfy(
                                        fault -> assertThat(fault.toString()).matches(expected)));
    }

    @Test
    void aFileThatIsNoWorkbookIsNotPassedOver() {
        assertThatThrownBy(Packs.of("Claim", CLAIM).with("limits.drl.xlsx", LIMITS)::compile)
                .hasMessage("trial/limits.drl.xlsx: Expected an .xlsx workbook, but it is something else");
    }
}
