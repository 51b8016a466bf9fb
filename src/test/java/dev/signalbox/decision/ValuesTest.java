package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Problem;
import dev.signalbox.process.Limit;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that {@code values:} of process.yaml works out. */
class ValuesTest {
    private static final String BILL = """
            declare Line amount : BigDecimal qty : Integer end
            declare Party income : BigDecimal end
            declare Bill
                amount : BigDecimal
                count : Integer
                kind : String
                party : Party
                lines : List<Line>
                total : BigDecimal @PositiveOrZero
                perUnit : BigDecimal
                pieces : Integer
            end
            """;
    private static DecisionEngine engine;

    @BeforeAll
    static void compile() throws PackRefused {
        engine = Packs.of("Bill", BILL + """
                rule "Sure" when Bill() then route.full("PAY", "sure"); end
                rule "Large" when Bill( total > 100 ) then route.partial("large " ); end
                rule "Exact" when Bill( total == 0.3 ) then route.partial("exact"); end
                rule "Unit" when Bill( perUnit >= 3.34 ) then route.partial("dear"); end
                """)
                .value("total", "sum(lines.amount)")
                .value("perUnit", "round(total / count, 2)")
                .value("pieces", "sum(lines.qty) * 2 / 4")
                .compile();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Decision decide(Map<String, Object> values) {
        return engine.decide(List.of(Cases.of(values))).get(0);
    }

    private static Map<String, Object> bill(String... amounts) {
        var bill = new HashMap<String, Object>();
        bill.put("count", 3L);
        bill.put(
                "lines",
                List.of(amounts).stream()
                        .map(amount -> Map.<String, Object>of("amount", new BigDecimal(amount), "qty", 2L))
                        .toList());
        return bill;
    }

    @Test
    void aValueIsWorkedOutExactlyAndFilledIn() {
        var decision = decide(bill("0.1", "0.2"));
        assertThat(decision.reasons()).containsExactly("exact", "sure");
        assertThat(decision.set())
                .isEqualTo(Map.of("total", new BigDecimal("0.3"), "perUnit", new BigDecimal("0.10"), "pieces", 2L));
        assertThat(decide(bill("4", "6.02")).set()).containsEntry("perUnit", new BigDecimal("3.34"));
        assertThat(decide(bill("4", "6.02")).reasons()).contains("dear");
        assertThat(decide(bill("99999999999999999999.99", "0.02")).set())
                .containsEntry("total", new BigDecimal("100000000000000000000.01"));
    }

    @Test
    void aValueIsUnknownWhenSomethingThatItReadsIs() {
        var bill = bill("1");
        bill.put("lines", List.of(Map.of("amount", BigDecimal.ONE, "qty", 4L), Map.of("qty", 4L)));
        var decision = decide(bill);
        assertThat(decision.set()).isEqualTo(Map.of("pieces", 4L));
        assertThat(decision.reasons())
                .anyMatch(reason -> reason.startsWith("could not check \"Large\": total is missing"))
                .anyMatch(reason -> reason.startsWith("could not check \"Unit\": perUnit is missing"));
        bill.remove("lines");
        assertThat(decide(bill).set()).isEmpty();
        var none = bill();
        assertThat(decide(none).set()).containsEntry("total", BigDecimal.ZERO);
    }

    @Test
    void whatASenderSaysOfItIsNotUsedAndToldOf() {
        var bill = bill("1");
        bill.put("total", new BigDecimal("500"));
        assertThat(decide(bill).set()).containsEntry("total", BigDecimal.ONE);
        assertThat(decide(bill).warnings())
                .containsExactly(new Problem("total", "is worked out; what came is not used", "500"));
        bill.remove("lines");
        assertThat(decide(bill).reasons()).noneMatch(reason -> reason.startsWith("large"));
        assertThat(decide(bill).set()).doesNotContainKey("total");
    }

    @Test
    void aValueThatItsFieldCannotHoldIsAProblem() {
        assertThat(decide(bill("-5")).problems())
                .extracting(Problem::toString)
                .containsExactly(new Problem("total", "must be greater than or equal to 0", "-5").toString());
        var odd = bill("1");
        odd.put("lines", List.of(Map.of("amount", BigDecimal.ONE, "qty", 3L)));
        assertThat(decide(odd).problems())
                .containsExactly(
                        new Problem("pieces", "expected a whole number, but sum(lines.qty) * 2 / 4 is 1.5", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "unknown",
            value = {
                "amount * limits.tax              | 0.95",
                "1 + 2 * 3 - 4 / 8                | 6.5",
                "(1 + 2) * -(3 - 5)               | 6",
                "amount / 3 * 3                   | 5.0000000000000000000000000000000000001",
                "amount / 0                       | unknown",
                "amount / (count - 7)             | unknown",
                "count / 2                        | 3.5",
                "count(lines)                     | 2",
                "min(lines.amount)                | 0.10",
                "max(lines.amount) - min(lines.amount) | 0.15",
                "round(2.345, 2)                  | 2.35",
                "round(-2.345, 2)                 | -2.35",
                "party.income / 12                | 1000",
                "party.income * party.income * party.income * party.income * party.income * party.income * party.income * party.income * party.income * party.income | unknown",
                "2147483647 * 2147483647 * 2147483647 | 9903520300447984150353281023"
            })
    void formulasAreExact(String formula, BigDecimal expected) throws PackRefused {
        Object value = at(formula).set().get("total");
        if (expected == null) {
            assertThat(value).isNull();
        } else {
            assertThat((BigDecimal) value).isEqualByComparingTo(expected);
        }
    }

    private static Decision at(String formula) {
        var item = new HashMap<String, Object>(bill("0.10", "0.25"));
        item.put("amount", new BigDecimal("5"));
        item.put("count", 7L);
        item.put("party", Map.of("income", new BigDecimal("12000")));
        var faults = new java.util.ArrayList<PackFault>();
        var worked = new WorkedOut(
                Packs.of("Bill", "")
                        .limit("tax", new Limit(Limit.Kind.NUMBER, "0.19"))
                        .value("total", formula)
                        .pack(),
                engine.type(),
                faults);
        assertThat(faults).isEmpty();
        var set = new HashMap<String, Object>();
        worked.in(Cases.of(item), set::put);
        return new Decision(
                dev.signalbox.item.Route.FULL,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                set,
                0,
                "v",
                Cases.NOON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            total  | amount +              | a number or a field, but found the end
            total  | amount % 2            | numbers, fields, + - * / and brackets, but found '% 2'
            total  | (amount               | ')', but found the end
            total  | amount amount         | a sign such as + here, but found 'amount'
            total  | amuont                | did you mean 'amount'?
            total  | kind                  | a number of Bill, but found 'kind', which is text
            total  | lines.amount          | a number of Bill, but found 'lines.amount', which is in a list: sum, min, max or count it
            total  | sum(amount)           | a number within a list, such as lines.amount, but found 'amount'
            total  | sum(lines)            | a number within a list, such as lines.amount, but found 'lines'
            total  | count(lines.amount)   | a list, but found 'lines.amount'
            total  | avg(lines.amount)     | sum, min, max, count or round, but found 'avg'
            total  | round(amount)         | ',', but found ')'
            total  | round(amount, count)  | a number of digits, but found 'count'
            total  | total + 1             | a value that is worked out before, but found 'total'
            total  | limits.tex            | but found 'limits.tex'
            total  | 1,5                   | a sign such as + here, but found ','
            kind   | amount                | a number that Bill declares, but kind is none
            lines  | amount                | a number that Bill declares, but lines is none
            tax    | amount                | a number that Bill declares, but tax is none
            """)
    void aFormulaThatIsNoneIsAFaultOfItsPlace(String field, String formula, String fault) {
        Packs pack = Packs.of("Bill", BILL + "rule \"All\" when Bill( amount > 1 ) then route.manual(\"x\"); end\n")
                .with("process.yaml", "values:\n  " + field + ": x\n")
                .limit("tax", new Limit(Limit.Kind.NUMBER, "0.19"))
                .value(field, formula);
        assertThat(RuleCompiler.check(pack.pack())).singleElement().satisfies(found -> {
            assertThat(found.toString()).startsWith("trial/process.yaml:2:3: Expected in values." + field + " ");
            assertThat(found.text()).endsWith(fault);
        });
    }
}
