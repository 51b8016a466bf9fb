package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two things that are missing are not the same thing. */
class MissingTest {
    /** Comparisons with all that is compared missing, and with all of it there and equal. */
    private static final List<String> EQUAL = List.of(
            "Claim( a == b )",
            "Claim( this.a == this.b )",
            "Claim( n == k )",
            "Claim( n == m )",
            "Claim( amount == other )",
            "Claim( day == due )",
            "Claim( flag == flog )",
            "Claim( a == ( b ) )",
            "Claim( a == b || a == \"never\" )",
            "Claim( !( a != b ) )",
            "Claim( place!.city == away!.city )",
            "Claim( $a : a, b == $a )",
            "Claim( $a : a, $b : b, $a == $b )",
            "Claim( $a : a, $b : b ) eval( $a == $b )",
            "Claim( $a : a ) Claim( b == $a )",
            "Claim( $m : m ) Row( m == $m )",
            "Claim( $n : n ) Row( m == $n )",
            "$c : Claim() Row( code == $c.a )",
            "Claim( $a : a ) exists Row( code == $a )",
            "Claim( $m : m ) accumulate( Row( m == $m ); $n : count(); $n > 0 )",
            "Claim( a in ( b, \"never\" ) )",
            "Claim( n in ( k, 77 ) )",
            "Claim( tags contains b )",
            "Claim( b memberOf tags )");

    private static final List<String> DIFFERENT = List.of(
            "Claim( a != b )",
            "Claim( n != m )",
            "Claim( amount != other )",
            "Claim( !( a == b ) )",
            "Claim( a not in ( b, \"never\" ) )",
            "Claim( tags excludes b )",
            "Claim( $m : m ) not Row( m == $m )");

    private static final List<String> TESTS_FOR_NULL = List.of(
            "Claim( a == null )",
            "Claim( null == a )",
            "Claim( amount == null )",
            "Claim( a == null, b == null )",
            "Claim( a == null || b == null )",
            "Claim( a in ( null, \"x\" ) )",
            "Claim( $a : a ) eval( $a == null )",
            "Claim( $a : a ) eval( null == $a )",
            "Row( m == null )");

    private static Packs pack(String vote, List<String> conditions) {
        var drl = new StringBuilder("""
                declare Place
                    city : String
                end
                declare Row
                    key : String
                    code : String
                    m : Long
                end
                declare Claim
                    key : String
                    a : String
                    b : String
                    n : Integer
                    k : Integer
                    m : Long
                    amount : BigDecimal
                    other : BigDecimal
                    day : LocalDate
                    due : LocalDate
                    flag : Boolean
                    flog : Boolean
                    place : Place
                    away : Place
                    tags : List<String>
                end
                """);
        for (String condition : conditions) {
            drl.append("rule '%s' when %s then %s; end%n"
                    .formatted(condition.replace('"', '\'').replace("'", "’"), condition, vote));
        }
        return Packs.of("Claim", drl.toString())
                .reference("rows", "Row", Map.of("key", "key"), "key,code,m\nnone,,\nfull,x,1\n");
    }

    private static Decision decide(String vote, List<String> conditions, Map<String, Object> item) throws PackRefused {
        return Cases.decide(pack(vote, conditions), item);
    }

    private static Map<String, Object> nothing() {
        var item = new HashMap<String, Object>();
        item.put("key", "none");
        var tags = new ArrayList<Object>();
        tags.add(null);
        item.put("tags", tags);
        item.put("place", Map.of());
        item.put("away", Map.of());
        return item;
    }

    private static Map<String, Object> all() {
        var item = new HashMap<String, Object>();
        item.putAll(Map.of("key", "full", "a", "x", "b", "x", "n", 1L, "k", 1L, "m", 1L));
        item.putAll(Map.of("amount", BigDecimal.ONE, "other", new BigDecimal("1.0"), "flag", true, "flog", true));
        item.put("day", LocalDate.parse("2025-01-01"));
        item.put("due", LocalDate.parse("2025-01-01"));
        item.put("place", Map.of("city", "Bern"));
        item.put("away", Map.of("city", "Bern"));
        item.put("tags", List.of("x"));
        return item;
    }

    private static List<String> matched(Decision decision) {
        return decision.rules().stream().map(MatchedRule::name).toList();
    }

    @Test
    void whatIsMissingIsEqualToNothingNotEvenToWhatIsMissing() throws PackRefused {
        assertThat(matched(decide("route.full(\"PAY\", \"x\")", EQUAL, nothing())))
                .isEmpty();
        assertThat(matched(decide("route.full(\"PAY\", \"x\")", EQUAL, all()))).hasSameSizeAs(EQUAL);
    }

    @Test
    void whatIsMissingDiffersFromAnythingAndTheMachineDoesNotGoOn() throws PackRefused {
        Decision decision = decide("route.full(\"PAY\", \"x\")", DIFFERENT, nothing());
        assertThat(matched(decision)).hasSameSizeAs(DIFFERENT);
        assertThat(decision.route()).isEqualTo(Route.PARTIAL);
        assertThat(decision.reasons().get(0)).contains("could not check");
        assertThat(matched(decide("route.full(\"PAY\", \"x\")", DIFFERENT, all())))
                .isEmpty();
    }

    @Test
    void thatThereIsNoRowIsNotSureWhileARowMightBeIt() throws PackRefused {
        for (String condition : List.of(
                "Claim( $m : m ) not Row( m == $m )",
                "Claim() not Row( m == 1 )",
                "Claim() not( Row( code == \"x\" ) and Row( m == 1 ) )",
                "not Row( m > 5 )",
                "Claim( key != null ) not Row( code == \"x\" ) not Row( m < 0 )")) {
            Decision decision = decide("route.full(\"PAY\", \"x\")", List.of(condition), nothing());
            assertThat(decision.reasons().get(0)).as(condition).startsWith("could not check");
        }
    }

    @Test
    void aTestForNullIsAnAnswer() throws PackRefused {
        Decision decision = decide("route.full(\"PAY\", \"x\")", TESTS_FOR_NULL, nothing());
        assertThat(matched(decision)).hasSameSizeAs(TESTS_FOR_NULL);
        assertThat(decision.route()).isEqualTo(Route.FULL);
    }

    @Test
    void aRuleForCautionThatComparesTwoMissingFieldsCouldNotBeChecked() throws PackRefused {
        Decision decision;
        try (RuleEngine engine = Packs.of("Claim", """
                declare Claim
                    a : String
                    b : String
                    n : Integer
                    m : Long
                end
                rule "Paid" when Claim() then route.full("PAY", "fine"); end
                rule "Twice" when Claim( a == b ) then route.problem("a", "is there twice"); end
                rule "Joined" when Claim( $n : n ) Claim( m == $n ) then route.manual("joined"); end
                """).compile()) {
            decision = engine.decide(List.of(Cases.of(Map.of()))).get(0);
        }
        assertThat(decision.reasons())
                .containsExactly(
                        "could not check \"Twice\": a, b are missing",
                        "could not check \"Joined\": n, m are missing",
                        "fine");
    }
}
