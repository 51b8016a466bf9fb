package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Numbers in functions, consequences and tables, whole numbers that are too large, and what is warned of. */
class NumbersTest {
    private static final String TYPES = """
            declare Line
                qty : Integer
                big : Long
            end
            declare Claim
                kind : String
                carrier : String
                other : String
                amount : BigDecimal
                net : BigDecimal
                count : Integer
                seq : Long
                note : String
                lines : List<Line>
                result : BigDecimal
            end
            """;

    /** By the kind of claim: what its consequence gives as a reason, and what that is. */
    private static final Map<String, String> SAID = new LinkedHashMap<>();

    static {
        said("a decimal of a literal", "new BigDecimal( 0.1 )", "0.1");
        said("a decimal of a number", "new BigDecimal( 1.15 ).multiply( $amount )", "22.98850");
        said("valueOf", "BigDecimal.valueOf( 2.675 )", "2.675");
        said("a function", "taxed( $amount )", "22.98850");
        said("a whole product that fits", "$count * 1000", "3000");
        said("a cast that fits", "(int) $seq.longValue()", "5");
        said("an average", "$average", "1.5");
    }

    /** By the kind of claim: Java that would start anew at the other end, and which number it fails for. */
    private static final Map<String, String> TOO_LARGE = new LinkedHashMap<>();

    static {
        tooLarge("product", "$count * 1000000000", "3000000000");
        tooLarge("sum", "$count + Integer.MAX_VALUE", "2147483650");
        tooLarge("difference", "-$count - Integer.MAX_VALUE", "-2147483650");
        tooLarge("negated", "-( $count - 3 + Integer.MIN_VALUE )", "2147483648");
        tooLarge("long product", "$seq * Long.MAX_VALUE", "46116860184273879035");
        tooLarge("long sum", "$seq + Long.MAX_VALUE", "9223372036854775812");
        tooLarge("cast", "(int) ($seq * 1000000000L)", "5000000000");
        tooLarge("intValue", "new BigDecimal(\"3000000000.5\").intValue()", "3000000000.5");
        tooLarge("longValue", "new BigDecimal(\"1e30\").longValue()", "1E+30");
        tooLarge("abs", "Math.abs(Integer.MIN_VALUE)", "2147483648");
        tooLarge("Integer.sum", "Integer.sum($count, Integer.MAX_VALUE)", "2147483650");
        tooLarge(
                "method reference",
                "List.of($count, Integer.MAX_VALUE).stream().reduce(0, Integer::sum)",
                "2147483650");
        tooLarge("stream", "List.of($count, 2147483647).stream().mapToInt(Integer::intValue).sum()", "2147483650");
        tooLarge("quotient", "Integer.MIN_VALUE / (-$count + 2)", "2147483648");
        tooLarge("counter", "count( Integer.MAX_VALUE )", "2147483648");
    }

    private static void said(String kind, String java, String text) {
        SAID.put(kind, java + "\n" + text);
    }

    private static void tooLarge(String kind, String java, String number) {
        TOO_LARGE.put(kind, java + "\n" + number);
    }

    private static DecisionEngine engine;

    @BeforeAll
    static void compile() throws PackRefused {
        var drl = new StringBuilder(TYPES);
        drl.append("function BigDecimal taxed( BigDecimal net ) { return net.multiply( new BigDecimal( 1.15 ) ); }\n");
        drl.append("function int count( int n ) { n++; return n; }\n");
        Map<String, String> all = new LinkedHashMap<>(SAID);
        all.putAll(TOO_LARGE);
        all.forEach((kind, text) -> drl.append("rule \"")
                .append(kind)
                .append("\" when Claim( kind == \"")
                .append(kind)
                .append("\", $amount : amount, $count : count, $seq : seq, $l : lines )\n")
                .append("accumulate( Line( $q : qty ) from $l; $average : average( $q ) )\n")
                .append("then route.partial( \"\" + ( ")
                .append(text.lines().findFirst().orElseThrow())
                .append(" ) ); end\n"));
        drl.append("""
                rule "Large" when Claim( kind == "large", count * count > 1000000 ) then route.partial("large"); end
                rule "Much" when Claim( kind == "large", seq * 1000000000 > 0 ) then route.partial("much"); end
                rule "Paid" when Claim( kind == "large" ) then route.full("PAY", "paid"); end
                rule "Sums" when Claim( kind == "sums", $l : lines )
                    accumulate( Line( $q : qty ) from $l; $s : sum( $q ); $s > 0 ) then route.partial("sums"); end
                rule "Long sums" when Claim( kind == "long sums", $l : lines )
                    accumulate( Line( $q : big ) from $l; $s : sum( $q ); $s > 0 ) then route.partial("sums"); end
                rule "Cents" when Claim( kind == "gap", amount <= 19.99, net + 0.1 == 0.3 ) then route.full("PAY", "cents"); end
                rule "A note" when Claim( kind == "gap", note == "stop" ) then route.partial("note"); end
                rule "Fills in" when Claim( kind == "set", $a : amount )
                    then route.full("PAY", "set"); route.set("result", $a.multiply( new BigDecimal( 0.1 ) )); end
                """);
        engine = Packs.of("Claim", drl.toString()).with("limits.drl.csv", """
                        RuleSet,trial
                        RuleTable Limits
                        NAME,CONDITION,CONDITION,CONDITION,ACTION
                        ,Claim ...,Claim ...,Claim ...,
                        ,"kind == ""$param""\",amount <= $param,amount / 2 > $param,"route.partial(""$param"");"
                        rule,kind,up to,half above,says
                        Cents in a table,table,19.99,9.99,up to the cent
                        Too little for the table,table,19.98,,not this
                        Too much for the table,table,,9.995,not this
                        """).compile();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Map<String, Object> values(String kind) {
        var values = new HashMap<String, Object>(Map.of(
                "kind",
                kind,
                "amount",
                new BigDecimal("19.990"),
                "net",
                new BigDecimal("0.2"),
                "count",
                3L,
                "seq",
                5L,
                "note",
                "none",
                "carrier",
                "x",
                "other",
                "x"));
        values.put("lines", List.of(Map.of("qty", 1L, "big", 1L), Map.of("qty", 2L, "big", 2L)));
        return values;
    }

    private static Decision decide(String kind, Object... more) {
        Map<String, Object> values = values(kind);
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return engine.decide(List.of(Cases.of(values))).get(0);
    }

    private static Decision without(String field) {
        Map<String, Object> values = values("gap");
        values.remove(field);
        return engine.decide(List.of(Cases.of(values))).get(0);
    }

    @Test
    void functionsAndConsequencesAreExactToo() {
        SAID.forEach((kind, text) ->
                assertThat(decide(kind).reasons()).as(kind).containsExactly(text.substring(text.indexOf('\n') + 1)));
        assertThat(decide("set").set()).containsEntry("result", new BigDecimal("1.9990"));
    }

    @Test
    void aWholeNumberThatIsTooLargeMakesItsRuleFail() {
        TOO_LARGE.forEach((kind, text) -> {
            Decision decision = decide(kind);
            assertThat(decision.route()).as(kind).isEqualTo(Route.MANUAL);
            assertThat(decision.reasons().get(0))
                    .contains("\"" + kind + "\" failed: Expected a whole number up to ")
                    .endsWith("but it is " + text.substring(text.indexOf('\n') + 1));
        });
    }

    @Test
    void aProductOfWholeNumbersIsExactWhereItIsCompared() {
        Decision decision = decide("large", "count", 50_000L, "seq", Long.MAX_VALUE);
        assertThat(decision.route()).isEqualTo(Route.PARTIAL);
        assertThat(decision.reasons()).contains("large", "much").noneMatch(reason -> reason.contains("failed"));
    }

    @Test
    void aSumOfWholeNumbersNeverStartsAnew() {
        var two = Map.of("qty", 2_000_000_000L, "big", Long.MAX_VALUE);
        for (String kind : List.of("sums", "long sums")) {
            Decision decision = decide(kind, "lines", List.of(two, two));
            assertThat(decision.route()).isEqualTo(Route.MANUAL);
            assertThat(decision.reasons().toString()).contains("Expected a whole number up to ");
        }
        var less = Map.of("qty", -2_000_000_000L, "big", -Long.MAX_VALUE);
        assertThat(decide("sums", "lines", List.of(two, two, less)).reasons()).containsExactly("sums");
        assertThat(decide("long sums", "lines", List.of(two, two, less)).reasons())
                .containsExactly("sums");
    }

    @Test
    void aDecimalLiteralIsExactWithOneOrTwoRulesOnItsField() throws PackRefused {
        String[][] pairs = {
            {"amount <= 19.99", "amount > 19.99"},
            {"amount == 19.99", "amount != 19.99"},
            {"amount in ( 19.99, 5 )", "amount not in ( 19.99, 5 )"},
            {"net + net + net == 0.6", "net + net + net != 0.6"},
            {"net * 1.15 == 0.23", "0.23 < net * 1.15"},
            {"count / 2 == 1.5", "count / 2 == 1"},
            {"-amount == -19.990", "-amount < -19.99"},
            {"count == 3.0, count == 003", "count > 3.0"},
            {
                "net + net * 2 - -net + (net + 1) * (net - 1) + net + net + net + net + net + net + net + net == 1.44",
                "net - net + net - net + net - net + net - net + net - net + net - net + net / 4 * 4 != 0.2"
            },
        };
        var drl = new StringBuilder("declare Claim\n");
        var values = new HashMap<String, Object>();
        for (int i = 0; i < pairs.length; i++) {
            drl.append("amount%1$d : BigDecimal\n net%1$d : BigDecimal\n count%1$d : Integer\n".formatted(i));
            values.putAll(
                    Map.of("amount" + i, new BigDecimal("19.990"), "net" + i, new BigDecimal("0.2"), "count" + i, 3L));
        }
        drl.append("end\n");
        for (int i = 0; i < pairs.length; i++) {
            for (String conditions : pairs[i]) {
                drl.append("rule \"").append(conditions).append("\" when Claim( ");
                drl.append(conditions.replaceAll("(amount|net|count)", "$1" + i));
                drl.append(" ) then route.partial(\"").append(conditions).append("\"); end\n");
            }
        }
        assertThat(Cases.decide(Packs.of("Claim", drl.toString()), values).reasons())
                .containsExactlyElementsOf(Stream.of(pairs).map(pair -> pair[0]).toList());
    }

    @Test
    void aFaultBesideExactNumbersIsToldInTheWordsOfThePack() {
        String faults = check("""
                function BigDecimal twice( BigDecimal one ) { return one.add( one ); }
                rule "R" when Claim( net + 0.1 == 0.3,
                 twice( kind ) > 1.5 ) then route.manual("m"); end
                rule "S" when Claim( amount > 19.99, carrier == "x" ) then route.manual("m").to(5); end
                """);
        assertThat(faults).contains("rules.drl:").contains("rule \"S\"").doesNotContain("ExactNumbers");
        assertThat(check("rule \"R\" when Claim( net + 0.1 == 0.3, amont > 1.5 ) then route.manual(\"m\"); end"))
                .contains("rules.drl:18:40: rule \"R\": Claim has no field 'amont'");
    }

    @Test
    void theCellsOfATableAreExact() {
        assertThat(decide("table").reasons()).containsExactly("up to the cent");
    }

    @Test
    void aSureRuleIsAsExactBesideGaps() {
        assertThat(decide("gap").route()).isEqualTo(Route.FULL);
        assertThat(without("count").route()).isEqualTo(Route.FULL);
        assertThat(without("note").route()).isNotEqualTo(Route.FULL);
    }

    private static String check(String rule) {
        return RuleCompiler.check(Packs.of("Claim", TYPES + rule).pack()).stream()
                .filter(fault -> !fault.message().startsWith("no rule reads"))
                .map(PackFault::toString)
                .collect(Collectors.joining("\n"));
    }

    private static String of(String conditions) {
        return check("rule \"R\" when Claim( " + conditions + " ) then route.manual(\"m\"); end");
    }

    @Test
    void textIsNotComparedBySize() {
        for (String condition : List.of(
                "carrier > 5",
                "5 < carrier",
                "carrier >= 5.5",
                "carrier < \"10\"",
                "carrier <= count",
                "count > carrier",
                "carrier > 1 && < 5",
                "seq < carrier")) {
            assertThat(of(condition))
                    .as(condition)
                    .startsWith("trial/rules.drl:")
                    .contains("rule \"R\": carrier is text, and text has no size: \"10\" would come before \"9\";"
                            + " declare it as Integer or BigDecimal, or compare it with ==");
        }
        for (String condition : List.of("carrier < other", "carrier >= \"M\"", "\"2024-01-01\" < carrier")) {
            assertThat(of(condition)).as(condition).contains("is text, which < and > compare letter by letter");
        }
        assertThat(of("carrier == \"5\", carrier in ( \"5\", \"x\" ), amount > \"5\""))
                .isEmpty();
    }

    @Test
    void aPointThatMayBeMeantForThousandsIsAskedAbout() {
        assertThat(of("amount <= 1.000"))
                .isEqualTo("trial/rules.drl:18:32: rule \"R\": 1.000 is 1: a point separates decimals;"
                        + " write 1000 if that is meant, otherwise 1");
        for (String condition : List.of(
                "amount > 12.500",
                "count in ( 1, 2.000 )",
                "net * 1.500 > 3",
                "amount > 3 && < 50.000",
                "amount < 2.500B")) {
            assertThat(of(condition)).as(condition).contains("a point separates decimals");
        }
        for (String condition :
                List.of("amount > 1.125", "amount > 0.500", "amount > 1.00", "amount > 1.1500", "amount > 1000")) {
            assertThat(of(condition)).as(condition).isEmpty();
        }
    }

    @Test
    void javaThatIsNotExactIsWarnedOf() {
        String then = "rule \"R\" when Claim( $a : amount, $c : count ) then route.manual(\"\" + ( %s )); end";
        for (String java : List.of(
                "$a.doubleValue()",
                "$c * 1.15",
                "(double) $c",
                "new BigDecimal( 0.12345678901234567 )",
                "Double.valueOf(\"1.5\")",
                "$c.floatValue()")) {
            assertThat(check(then.formatted(java)))
                    .as(java)
                    .contains("trial/rules.drl:18:")
                    .contains("is a binary fraction, in which 0.1 + 0.2 is not 0.3");
        }
        assertThat(check(then.formatted("$c / 2")))
                .contains("$c / 2 is a division of whole numbers, which drops what is left over;"
                        + " divide a BigDecimal, or write Math.floorDiv( $c, 2 ) if that is meant");
        assertThat(check("function int half( int n ) { return n / 2; }\n" + then.formatted("half( $c )")))
                .contains("n / 2 is a division of whole numbers");
        assertThat(
                        check(
                                "function int same( int n ) { return n; }\n"
                                        + "rule \"R\" when Claim( count != null, same( count / 2 ) > 1 ) then route.manual(\"m\"); end"))
                .contains("count / 2 is a division of whole numbers, which drops what is left over; bind it first");
        assertThat(check(then.formatted("30 * 24 * 60 * 60 * 1000")))
                .contains("30 * 24 * 60 * 60 * 1000 is 2592000000, which is too large for Java's whole numbers;"
                        + " write 30 * 24 * 60 * 60 * 1000L");
        assertThat(check(then.formatted("30L * 24 * 60 * 60 * 1000"))).isEmpty();
        assertThat(check(then.formatted("new BigDecimal( 0.1 ).add( BigDecimal.valueOf( 2.5 ) )")))
                .isEmpty();
    }
}
