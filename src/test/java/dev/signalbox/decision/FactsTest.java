package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nested lists, reference rows and decision tables as rules meet them. */
class FactsTest {
    private static final String BILL = """
            declare Line
                name : String
                amount : BigDecimal
            end
            declare Home
                city : String
            end
            declare Bill
                supplier : String
                home : Home
                lines : List<Line>
            end
            """;
    private static final String SUPPLIER = """
            declare Supplier
                id : String
                terms : int
                since : LocalDate
            end
            rule "Known" when Bill() Supplier( terms > 10, since < "2025-01-01" ) then route.full("PAY", "known"); end
            rule "Unknown" when Bill() not Supplier() then route.manual("unknown"); end
            """;

    private static Map<String, Object> line(String name, String amount) {
        return Map.of("name", name, "amount", new BigDecimal(amount));
    }

    @Test
    void rulesReachTheElementsOfAList() throws PackRefused {
        Decision decision = Cases.decide(
                Packs.of("Bill", BILL + """
                        rule "By variable" when Bill( $lines : lines ) Line( amount > 5 ) from $lines
                        then route.partial("large"); end
                        rule "By path" when $b : Bill( home.city == "Ulm" ) $l : Line( name == "c" ) from $b.lines
                        then route.partial("is " + $l.getName()); end
                        rule "By sum"
                        when Bill( $lines : lines ) accumulate( Line( $a : amount ) from $lines; $sum : sum( $a ) )
                            eval( $sum.compareTo(new BigDecimal("10")) > 0 )
                        then route.partial("sum " + $sum); end
                        """),
                Map.of(
                        "home",
                        Map.of("city", "Ulm"),
                        "lines",
                        List.of(line("a", "6"), line("b", "2"), line("c", "7.5"))));
        assertThat(decision.reasons()).containsExactly("large", "is c", "sum 15.5");
        assertThat(decision.rules())
                .extracting(rule -> rule.name() + " " + rule.values())
                .containsExactly(
                        "By variable {lines=3 entries, lines[0].amount=6}",
                        "By variable {lines=3 entries, lines[2].amount=7.5}",
                        "By path {home.city=Ulm, lines=3 entries, lines[2].name=c}",
                        "By sum {lines=3 entries}");
    }

    @Test
    void anItemMeetsTheReferenceRowsOfItsKey() throws PackRefused {
        Packs pack =
                Packs.of("Bill", BILL + SUPPLIER).reference("suppliers", "Supplier", Map.of("id", "supplier"), """
                        \uFEFFid,since,terms
                        A,2020-01-01,14
                        B,2025-02-02,14
                        cafe\u0301,2025-02-02,14
                        """);
        try (DecisionEngine engine = pack.compile()) {
            // Twice, since a row that an item met must be the same for the next.
            for (int i = 0; i < 2; i++) {
                assertThat(engine.decide(List.of(Cases.of(Map.of("supplier", "B"))))
                                .get(0)
                                .reasons())
                        .containsExactly("no rule matched");
                // Nothing that nobody sees keeps a row from being found.
                for (String alike : List.of("B\u00A0", "\uFEFFB", "B\u200B", "caf\u00E9", "cafe\u0301")) {
                    assertThat(engine.decide(List.of(Cases.of(Map.of("supplier", alike))))
                                    .get(0)
                                    .reasons())
                            .containsExactly("no rule matched");
                }
                assertThat(engine.decide(List.of(Cases.of(Map.of("supplier", "C"))))
                                .get(0)
                                .reasons())
                        .containsExactly("unknown");
                assertThat(engine.decide(List.of(Cases.of(Map.of()))).get(0).reasons())
                        .containsExactly("unknown");
            }
        }
    }

    @Test
    void faultsOfAReferenceTableAreToldWithTheirLines() {
        Packs pack =
                Packs.of("Bill", BILL + SUPPLIER).reference("suppliers", "Supplier", Map.of("id", "supplier"), """
                id,since,terms
                A,1.1.2020,14
                B,2025-02-02
                ,2025-02-02,14
                C,2025-02-02,5000000000
                """);
        assertThatThrownBy(pack::compile).hasMessage("""
                trial/reference/suppliers.csv:2:2: Expected a date as since, but was 1.1.2020; write 2020-01-01
                trial/reference/suppliers.csv:3: Expected 3 cells, but there are 2
                trial/reference/suppliers.csv:4: Expected a value in the key column id, but it is empty
                trial/reference/suppliers.csv:5:3: Expected a whole number as terms, but was 5000000000""");
        assertThatThrownBy(Packs.of("Bill", BILL + SUPPLIER)
                        .reference("suppliers", "Supplier", Map.of("id", "supplier"), "number,terms\n")::compile)
                .hasMessage("""
                        trial/reference/suppliers.csv:1: Expected the key column id, but there is none
                        trial/reference/suppliers.csv:1:1: Expected one of id, terms, since as column, but was number""");
    }

    @Test
    void aDecisionTableIsRules() throws PackRefused {
        Packs pack = Packs.of("Bill", BILL).with("limits.drl.csv", """
                "RuleSet","trial"
                "RuleTable Limits"
                "NAME","CONDITION","ACTION"
                ,"Bill",
                ,"supplier == ""$param""\","route.full(""$param"", ""by table"");"
                "Name","Supplier","Outcome"
                "A is paid","A","PAY"
                "B is denied","B","DENY"
                """);
        Decision decision = Cases.decide(pack, Map.of("supplier", "B"));
        assertThat(decision.route()).isEqualTo(Route.FULL);
        assertThat(decision.outcome()).isEqualTo("DENY");
        assertThat(decision.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.name()).isEqualTo("B is denied");
            assertThat(rule.values()).isEqualTo(Map.of("supplier", "B"));
        });
    }
}
