package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ReferenceDefinition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of reference tables that are found by a range, or by what a code begins with. */
class LookUpsTest {
    private static final String TYPES = """
            declare Parcel tariff : String weight : BigDecimal day : LocalDate zone : String end
            declare Duty code : String rate : Integer end
            declare Price zone : String least : BigDecimal price : Integer end
            declare Rate first : LocalDate last : LocalDate name : String end
            """;
    private static final ReferenceDefinition DUTIES =
            new ReferenceDefinition("Duty", Map.of(), Map.of("code", "tariff"), Map.of(), Map.of());
    private static final ReferenceDefinition PRICES =
            new ReferenceDefinition("Price", Map.of("zone", "zone"), Map.of(), Map.of("least", "weight"), Map.of());
    private static final ReferenceDefinition RATES =
            new ReferenceDefinition("Rate", Map.of(), Map.of(), Map.of("first", "day"), Map.of("last", "day"));
    private static DecisionEngine engine;

    @BeforeAll
    static void compile() throws PackRefused {
        engine = Packs.of("Parcel", TYPES + """
                rule "Sure" when Parcel() then route.full("PAY", "sure"); end
                rule "Duty" when Duty( $rate : rate != null ) then route.partial("duty " + $rate); end
                rule "Price" when Price( $price : price != null ) then route.partial("price " + $price); end
                rule "Rate" when Rate( $name : name != null ) then route.partial("rate " + $name); end
                """)
                .reference("duties", DUTIES, "code,rate\n85,1\n8517,2\n851712,3\n9,4\n caf\u00E9 ,5\n")
                .reference("prices", PRICES, "zone,least,price\nA,10,2\nA,0,1\nA,10.5,3\nB,5,9\nC,,7\n")
                .reference("rates", RATES, """
                        first,last,name
                        2025-01-01,2025-06-30,spring
                        2025-07-01,2025-12-31,autumn
                        ,2024-12-31,old
                        2026-01-01,,new
                        2025-06-01,2025-08-31,summer
                        """)
                .compile();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static List<String> reasons(Map<String, Object> values) {
        return engine.decide(List.of(Cases.of(values))).get(0).reasons();
    }

    private static List<String> found(String word, Map<String, Object> values) {
        return reasons(values).stream()
                .filter(reason -> reason.startsWith(word))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "85, duty 1", "851, duty 1", "8517, duty 2", "85171, duty 2", "851712, duty 3", "8517129999, duty 3",
                "9, duty 4", "99, duty 4", "8, none", "7, none", "cafe\u0301s, duty 5", "'\u00A085', duty 1"
            })
    void aCodeFindsTheRowOfItsLongestBeginning(String tariff, String reason) {
        assertThat(found("duty", Map.of("tariff", tariff))).isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "A, 0, price 1", "A, 9.99, price 1", "A, 10, price 2", "A, 10.00, price 2", "A, 10.499, price 2",
                "A, 10.50, price 3", "A, 1000000, price 3", "A, -0.01, none", "B, 4.99, none", "B, 5, price 9",
                "C, -5, price 7", "D, 5, none"
            })
    void aNumberFindsTheRowOfTheHighestLowerBound(String zone, BigDecimal weight, String reason) {
        assertThat(found("price", Map.of("zone", zone, "weight", weight)))
                .isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "1999-01-01, rate old",
        "2024-12-31, rate old",
        "2025-01-01, rate spring",
        "2025-05-31, rate spring",
        "2025-06-01, rate spring;rate summer",
        "2025-06-30, rate spring;rate summer",
        "2025-07-01, rate autumn;rate summer",
        "2025-09-01, rate autumn",
        "2025-12-31, rate autumn",
        "2026-01-01, rate new",
        "2999-01-01, rate new"
    })
    void aDateFindsEachRowThatItLiesIn(LocalDate day, String reasons) {
        assertThat(found("rate", Map.of("day", day))).containsExactly(reasons.split(";"));
    }

    @Test
    void withoutTheFieldAnyRowMightHaveBeenThere() {
        assertThat(reasons(Map.of()))
                .anyMatch(reason -> reason.startsWith("could not check \"Duty\": tariff is missing"))
                .anyMatch(reason -> reason.startsWith("could not check \"Rate\": day is missing"))
                .anyMatch(reason -> reason.startsWith("could not check \"Price\"") && reason.contains("weight"));
        assertThat(reasons(
                        Map.of("tariff", "1", "weight", BigDecimal.ONE, "zone", "D", "day", LocalDate.of(2025, 1, 1))))
                .noneMatch(reason -> reason.startsWith("could not check"));
    }

    @Test
    void boundsAreWhereADecisionMayTurn() {
        assertThat(engine.levers().get("weight")).contains("10", "10.5", "5");
        assertThat(engine.levers().get("day")).contains("2025-06-01", "2025-12-31");
        assertThat(engine.levers().get("tariff")).contains("8517");
    }

    @Test
    void rowsThatOverlapAreToldByCheck() {
        Packs pack = Packs.of("Parcel", TYPES + """
                rule "Sure" when Parcel( tariff != null, weight != null, day != null, zone != null ) then route.full("PAY", "sure"); end
                """)
                .reference("duties", DUTIES, "code,rate\n85,1\n8517,2\n85,3\n")
                .reference("prices", PRICES, "zone,least,price\nA,0,1\nA,0.0,2\nB,0,3\n")
                .reference(
                        "rates",
                        RATES,
                        "first,last,name\n2025-01-01,2025-06-30,a\n2025-06-30,2025-07-31,b\n2025-08-01,,c\n,2024-12-31,d\n");
        assertThat(RuleCompiler.check(pack.pack()))
                .extracting(PackFault::toString)
                .filteredOn(fault -> fault.contains("reference/"))
                .containsExactly(
                        "trial/reference/duties.csv:4: an item may find this row and that of line 2: they overlap",
                        "trial/reference/prices.csv:3: an item may find this row and that of line 2: they overlap",
                        "trial/reference/rates.csv:3: an item may find this row and that of line 2: they overlap");
    }

    @Test
    void boundsThatAreNoneAreFaultsOfTheirLines() {
        assertThatThrownBy(Packs.of("Parcel", TYPES)
                        .reference("rates", RATES, "first,last,name\n2025-02-01,2025-01-31,a\n")::compile)
                .hasMessage(
                        "trial/reference/rates.csv:2: Expected 2025-02-01 to be at most 2025-01-31, but it is above");
        assertThatThrownBy(Packs.of("Parcel", TYPES)
                        .reference(
                                "duties",
                                new ReferenceDefinition("Duty", Map.of(), Map.of(), Map.of("code", "tariff"), Map.of()),
                                "code,rate\n85,1\n")::compile)
                .hasMessage(
                        "trial/reference/duties.csv:1: Expected key column code to be a number or a date, but it is not");
        assertThatThrownBy(Packs.of("Parcel", TYPES)
                        .reference(
                                "prices",
                                new ReferenceDefinition(
                                        "Price", Map.of(), Map.of("least", "weight"), Map.of(), Map.of()),
                                "least,price\n85,1\n")::compile)
                .hasMessage("trial/reference/prices.csv:1: Expected key column least to be text, but it is not");
        assertThatThrownBy(Packs.of("Parcel", TYPES).reference("duties", DUTIES, "code,rate\n,1\n")::compile)
                .hasMessage("trial/reference/duties.csv:2: Expected a value in the key column code, but it is empty");
        assertThatThrownBy(Packs.of("Parcel", TYPES)
                        .reference(
                                "rates",
                                new ReferenceDefinition("Rate", Map.of(), Map.of(), Map.of("first", "dai"), Map.of()),
                                "first,name\n")::compile)
                .hasMessageContaining(
                        "Expected fields of Parcel in reference.rates.from, but dai is none; did you mean 'day'?");
    }

    /** Against a look at every row. */
    @Test
    void bandsFindWhatALookAtEveryRowFinds() {
        var random = new Random(16);
        for (int round = 0; round < 300; round++) {
            var band = new Band();
            var rows = new ArrayList<Band.Row>();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                Long low = random.nextInt(6) == 0 ? null : (long) random.nextInt(20);
                Long high = random.nextInt(6) == 0 ? null : (low == null ? 0 : low) + random.nextInt(8);
                rows.add(new Band.Row(new Object[] {i}, low, high, i));
            }
            rows.forEach(band::add);
            band.sort();
            for (long value = -1; value < 30; value++) {
                long at = value;
                var within = new ArrayList<Object>();
                band.within(at, row -> within.add(row[0]));
                assertThat(within)
                        .containsExactlyInAnyOrderElementsOf(rows.stream()
                                .filter(row -> (row.low() == null || (Long) row.low() <= at)
                                        && (row.high() == null || (Long) row.high() >= at))
                                .map(row -> row.cells()[0])
                                .toList());
                var nearest = new ArrayList<Object>();
                band.nearest(at, row -> nearest.add(row[0]));
                long best = rows.stream()
                        .mapToLong(row -> row.low() == null ? -1 : (Long) row.low())
                        .filter(low -> low <= at)
                        .max()
                        .orElse(-2);
                assertThat(nearest)
                        .containsExactlyInAnyOrderElementsOf(rows.stream()
                                .filter(row -> (row.low() == null ? -1 : (Long) row.low()) == best)
                                .map(row -> row.cells()[0])
                                .toList());
            }
        }
    }

    @Test
    void aLargeTableCostsALookUp() throws PackRefused {
        var csv = new StringBuilder("zone,least,price\n");
        for (int i = 0; i < 50_000; i++) {
            csv.append("A,").append(i).append(',').append(i).append('\n');
        }
        try (var large = Packs.of(
                        "Parcel",
                        TYPES
                                + "rule \"Price\" when Price( $price : price != null ) then route.partial(\"price \" + $price); end\n")
                .reference("prices", PRICES, csv.toString())
                .compile()) {
            var cases = new ArrayList<Case>();
            for (int i = 0; i < 2_000; i++) {
                cases.add(Cases.of(Map.of("zone", "A", "weight", new BigDecimal(i * 25 + ".5"))));
            }
            var decisions = large.decide(cases);
            for (int i = 0; i < decisions.size(); i++) {
                assertThat(decisions.get(i).reasons()).containsExactly("price " + i * 25);
            }
        }
    }
}
