package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong in one rule stays with that rule: the others speak, and the machine does not go on. */
class OneRuleFailsTest {
    private static final String OVERRULED = "a rule that was overruled wanted PAY";

    private static RuleEngine engine;

    @BeforeAll
    static void compile() throws PackRefused {
        // Each rule asks for its own kind, so that one item makes one rule fail.
        engine = Packs.of("Claim", """
                declare Place
                    city : String
                end
                declare Line
                    amount : BigDecimal
                    count : Integer
                end
                declare Order
                    code : String
                    total : BigDecimal
                end
                declare Claim
                    kind : String
                    amount : BigDecimal
                    other : BigDecimal @NotNull
                    count : Integer
                    seq : Long
                    sent : LocalDate
                    text : String
                    place : Place
                    lines : List<Line>
                    code : String
                    spare : BigDecimal
                end
                function BigDecimal total( List<Line> lines ) {
                    BigDecimal sum = BigDecimal.ZERO;
                    for (Line line : lines) { sum = sum.add(line.getAmount()); }
                    return sum;
                }
                function boolean odd( Integer n ) { return n % 2 == 1; }
                function int deep( int n ) { return deep(n + 1) + 1; }

                rule "Paid" when Claim( kind != "alone" ) then route.full("PAY", "all is well"); end

                rule "divides" when Claim( kind == "divides", amount / 3 > 13 ) then route.manual("x"); end
                rule "adds" when Claim( kind == "adds", amount + other == 0.3 ) then route.manual("x"); end
                rule "looks back" when Claim( kind == "looks back", sent.minusYears(2) > "2020-01-01" ) then route.manual("x"); end
                rule "goes deeper" when Claim( kind == "goes deeper", place.city == "Bern" ) then route.manual("x"); end
                rule "calls" when Claim( kind == "calls", text.trim() == "x" ) then route.manual("x"); end
                rule "counts letters" when Claim( kind == "counts letters", text.length > 3 ) then route.manual("x"); end
                rule "hands on" when Claim( kind == "hands on", odd( count ) ) then route.manual("x"); end
                rule "hands a list on" when Claim( kind == "hands a list on", total( lines ) > 5 ) then route.manual("x"); end
                rule "binds" when Claim( kind == "binds", $half : spare.negate(), $half > 5 ) then route.manual("x"); end
                rule "takes a variable" when Claim( kind == "takes a variable", $n : count ) eval( $n + 1 > 2 ) then route.manual("x"); end
                rule "joins" when Claim( kind == "joins", $t : text ) Order( total > $t.length() ) then route.manual("x"); end
                rule "a blank cell" when Claim( kind == "a blank cell" ) Order( total / 2 > 3 ) then route.manual("x"); end
                rule "each line" when Claim( kind == "each line", $l : lines ) $x : Line( amount / 2 > 1 ) from $l then route.partial("half of line " + $l.indexOf($x)); end
                rule "no line" when Claim( kind == "no line", $l : lines ) not Line( amount / 2 > 1 ) from $l then route.partial("x"); end
                rule "some line" when Claim( kind == "some line", $l : lines ) exists Line( amount.negate() < -7 ) from $l then route.partial("x"); end
                rule "sums" when Claim( kind == "sums", $l : lines ) accumulate( Line( $a : amount ) from $l; $s : sum( $a.negate() ); $s < 3 ) then route.partial("x"); end
                rule "gathers" when Claim( kind == "gathers", $l : lines ) $all : ArrayList() from collect( Line( amount / 4 > 1 ) from $l ) then route.partial("x"); end
                rule "either" when Claim( kind == "either", amount / 3 > 13 || text == "t" ) then route.manual("x"); end
                rule "speaks of nothing" when $c : Claim( kind == "speaks of nothing" ) then route.manual("half " + $c.getAmount().negate()); end
                rule "speaks, then fails" when $c : Claim( kind == "speaks, then fails" ) then route.full("DENY", "x"); route.priority(50); route.set("spare", $c.getAmount().negate()); end

                rule "by zero" when Claim( kind == "by zero", other / count > 3 ) then route.manual("x"); end
                rule "no number" when $c : Claim( kind == "no number" ) then route.set("spare", new BigDecimal($c.getText())); end
                rule "no day" when Claim( kind == "no day", sent < LocalDate.parse( text ) ) then route.manual("x"); end
                rule "no end" when Claim( kind == "no end", other.divide( amount ) > 3 ) then route.manual("x"); end
                rule "too far" when Claim( kind == "too far", text.substring( 5 ) == "x" ) then route.manual("x"); end
                rule "no element" when $c : Claim( kind == "no element" ) then route.manual("" + $c.getLines().get(7)); end
                rule "no queue" when $c : Claim( kind == "no queue" ) then route.manual("asks").to($c.getText()); end
                rule "its own words" when $c : Claim( kind == "its own words" ) then if (true) throw new IllegalArgumentException("the text is odd"); end
                rule "no pattern" when Claim( kind == "no pattern", text.replaceAll( "(" + text, "" ) == "x" ) then route.manual("x"); end
                rule "without end" when Claim( kind == "without end", deep( count ) > 3 ) then route.manual("x"); end

                rule "far away" when Claim( kind == "far away" ) then route.set("sent", LocalDate.of(999999, 1, 1)); end
                rule "nul" when Claim( kind == "nul" ) then route.set("text", "a" + (char) 0); end
                rule "half a letter" when Claim( kind == "half a letter" ) then route.set("text", "a" + (char) 0xD83D); end
                rule "says nul" when Claim( kind == "says nul" ) then route.manual("a" + (char) 0); end
                rule "says nothing" when Claim( kind == "says nothing", $t : text ) then route.manual($t); end
                rule "asks half" when Claim( kind == "asks half" ) then route.partial("x").ask("a" + (char) 0xDC00 + "b"); end

                rule "shares, one" when Claim( kind == "shares", spare / 3 > 13 ) then route.manual("x"); end
                rule "shares, two" when Claim( kind == "shares", spare / 3 > 13 ) then route.manual("y"); end
                rule "shares, but is about another text" when Claim( kind == "shares", spare / 3 > 13, text == "other" ) then route.manual("z"); end

                rule "is false anyway" when Claim( spare.negate() < 3, kind == "nothing of the sort" ) then route.manual("x"); end
                rule "holds anyway" when Claim( kind == "alone", spare.abs() > 3 ) then route.manual("x"); end
                """)
                .reference("orders", "Order", Map.of("code", "code"), "code,total\nA,10\nB,\n")
                .mayBeMissing("spare")
                .compile();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Map<String, Object> item(String kind) {
        var item = new HashMap<String, Object>();
        item.put("kind", kind);
        item.put("other", BigDecimal.ONE);
        return item;
    }

    private static Decision decide(Map<String, Object> item) {
        return engine.decide(List.of(Cases.of(item))).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "divides | amount is missing",
                "adds | amount is missing",
                "looks back | sent is missing",
                "goes deeper | place is missing",
                "calls | text is missing",
                "counts letters | text is missing",
                "hands on | count is missing",
                "binds | spare is missing",
                "takes a variable | count is missing",
                "either | amount, text are missing",
                "speaks of nothing | amount is missing",
                "speaks, then fails | amount is missing",
            })
    void aRuleThatWorksWithAMissingFieldCouldNotBeCheckedAndTheOthersSpeak(String rule, String missing) {
        Decision decision = decide(item(rule));
        assertThat(decision.route()).isEqualTo(Route.PARTIAL);
        assertThat(decision.outcome()).isEqualTo("PAY");
        assertThat(decision.queue()).isEqualTo("examiners");
        assertThat(decision.rules()).extracting(MatchedRule::name).containsExactly("Paid");
        assertThat(decision.reasons()).containsExactly("could not check \"" + rule + "\": " + missing, "all is well");
        assertThat(decision.set()).isEmpty();
        assertThat(decision.priority()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hands a list on | lines[1].amount is missing",
                "each line | lines[1].amount is missing",
                "no line | lines[1].amount is missing",
                "some line | lines[1].amount is missing",
                "sums | lines[1].amount is missing",
                "gathers | lines[1].amount is missing",
            })
    void soDoesARuleThatWorksWithALineThatLacksSomething(String rule, String missing) {
        var item = item(rule);
        item.put("lines", List.of(Map.of("amount", BigDecimal.ONE), Map.of("count", 1L)));
        Decision decision = decide(item);
        assertThat(decision.route()).isEqualTo(Route.PARTIAL);
        assertThat(decision.rules()).extracting(MatchedRule::name).containsExactly("Paid");
        assertThat(decision.reasons()).contains("could not check \"" + rule + "\": " + missing);
    }

    @Test
    void whatTheSameRuleFoundInOtherLinesStands() {
        var item = item("each line");
        item.put("lines", List.of(Map.of("amount", BigDecimal.TEN), Map.of("count", 1L)));
        Decision decision = decide(item);
        assertThat(decision.reasons())
                .containsExactly(
                        "half of line 0", "all is well", "could not check \"each line\": lines[1].amount is missing");
    }

    @Test
    void aRowOfATableWithABlankCellIsNamedByItsType() {
        var item = item("a blank cell");
        item.put("code", "B");
        assertThat(decide(item).reasons()).contains("could not check \"a blank cell\": Order.total is missing");
        var joins = item("joins");
        joins.put("code", "A");
        assertThat(decide(joins).reasons()).contains("could not check \"joins\": text is missing");
    }

    @Test
    void anItemThatBreaksAConstraintKeepsAllThatIsFound() {
        var item = item("adds");
        item.remove("other");
        item.put("amount", BigDecimal.ONE);
        Decision decision = decide(item);
        assertThat(decision.problems()).extracting(Problem::field).containsExactly("other");
        assertThat(decision.queue()).isEqualTo("clerks");
        assertThat(decision.reasons())
                .containsExactly("faulty data: other", "all is well", "could not check \"adds\": other is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by zero | it divides by 0; other is 1, count is 0",
                "no number | a text is no number it can read; text is abc",
                "no day | \"abc\" is no date or time it can read; sent is 2020-01-01, text is abc",
                "no end | a division has no end: it needs a number of places and how to round; amount is 3, other is 1",
                "too far | it takes the letters from 5 to 3 of a text of 3; text is abc",
                "no element | it asks for number 7, counted from 0, of 0; lines is 0 entries",
                "no queue | Expected one of clerks, examiners, seniors, lawyers as queue, but was abc",
                "its own words | the text is odd; kind is its own words",
                "no pattern | \"(abc\" is no pattern it can read; text is abc",
            })
    void aRuleThatFailsOtherwiseSaysSoInWordsWithFieldAndValue(String rule, String words) {
        var item = item(rule);
        item.putAll(Map.of("count", 0L, "amount", new BigDecimal("3"), "text", "abc", "lines", List.of()));
        item.put("sent", LocalDate.parse("2020-01-01"));
        Decision decision = decide(item);
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.queue()).isEqualTo("lawyers");
        assertThat(decision.rules()).extracting(MatchedRule::name).containsExactly("Paid");
        assertThat(decision.outcome()).isNull();
        assertThat(decision.reasons())
                .containsExactly("rule \"" + rule + "\" failed: " + words, "all is well", OVERRULED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1e2000000000 | Expected a decimal number of at most 38 digits for spare, but was 1E+2000000000",
                "1e10001 | Expected a decimal number of at most 38 digits for spare, but was 1E+10001",
                "1e-200000 | Expected a decimal number of at most 38 digits for spare, but was 1E-200000",
                "123456789012345678901234567890.123456789 | Expected a decimal number of at most 38 digits for spare,"
                        + " but was 123456789012345678901234567890.123456789",
                "1e99999999999 | a text is no number it can read; text is 1e99999999999",
            })
    void aNumberThatCannotBeWrittenOutFailsItsRuleAlone(String text, String words) {
        var item = item("no number");
        item.put("text", text);
        var plain = item("none of them");
        var decisions = engine.decide(List.of(Cases.of(plain), Cases.of(item), Cases.of(plain)));
        assertThat(decisions).extracting(Decision::route).containsExactly(Route.FULL, Route.MANUAL, Route.FULL);
        assertThat(decisions.get(1).reasons())
                .containsExactly("rule \"no number\" failed: " + words, "all is well", OVERRULED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "far away | Expected a date of the years 1 to 9999 for sent, but was +999999-01-01",
                "nul | Expected text that can be stored for text, but was text with NUL or half a letter in it",
                "half a letter | Expected text that can be stored for text, but was text with NUL or half a letter in it",
                "says nul | Expected a reason that can be stored, but it has NUL or half a letter in it",
                "says nothing | Expected a reason, but there is none",
                "asks half | Expected a question that can be stored, but it has NUL or half a letter in it",
            })
    void soDoesWhatADatabaseDoesNotTake(String rule, String words) {
        assertThat(decide(item(rule)).reasons())
                .containsExactly("rule \"" + rule + "\" failed: " + words, "all is well", OVERRULED);
    }

    @Test
    void aReferenceCellOfTooManyDigitsIsAFaultAtItsPlace() {
        Packs pack = Packs.of("Claim", """
                declare Row
                    code : String
                    total : BigDecimal
                end
                declare Claim
                    code : String
                end
                rule "Known" when Claim() Row( total > 3 ) then route.manual("x"); end
                """)
                .reference("rows", "Row", Map.of("code", "code"), "code,total\nA,1e999999999\nB,1e38\nC,1e37\n");
        assertThatThrownBy(pack::compile)
                .asInstanceOf(InstanceOfAssertFactories.type(PackRefused.class))
                .extracting(refused ->
                        refused.faults().stream().map(Object::toString).toList())
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactly(
                        "trial/reference/rows.csv:2:2: Expected a decimal number of at most 38 digits as total, but was"
                                + " 1e999999999",
                        "trial/reference/rows.csv:3:2: Expected a decimal number of at most 38 digits as total, but was 1e38");
    }

    @Test
    void aRuleWithoutEndStillEndsTheItem() {
        var item = item("without end");
        item.put("count", 1L);
        assertThat(decide(item).reasons()).containsExactly("a condition failed: it calls itself without end");
    }

    @Test
    void aConditionThatSeveralRulesShareFailsForEachThatItCouldDecide() {
        var item = item("shares");
        item.put("text", "abc");
        assertThat(decide(item).reasons())
                .containsExactly(
                        "could not check \"shares, one\": spare is missing",
                        "could not check \"shares, two\": spare is missing",
                        "all is well");
    }

    @Test
    void aRuleThatIsFalseByWhatIsKnownStaysFalse() {
        Decision decision = decide(item("none of them"));
        assertThat(decision.route()).isEqualTo(Route.FULL);
        assertThat(decision.reasons()).containsExactly("all is well");
    }

    @Test
    void whereNoOtherRuleSpeaksThatIsTheReason() {
        Decision decision = decide(item("alone"));
        assertThat(decision.queue()).isEqualTo("lawyers");
        assertThat(decision.reasons()).containsExactly("could not check \"holds anyway\": spare is missing");
    }
}
