package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unknown is not false: where a rule for caution could not be checked, the machine does not go on. */
class UnknownTest {
    private static final String TYPE = """
            declare Address
                city : String
                zip : String
            end
            declare Line
                rate : BigDecimal
                sum : BigDecimal
                note : String
            end
            declare Item
                a : String
                b : String
                sum : BigDecimal
                net : BigDecimal
                day : LocalDate
                flag : Boolean
                tags : List<String>
                address : Address
                lines : List<Line>
                code : String
                group : String
                whole : int
            end
            declare Row
                code : String
                status : String
                limit : BigDecimal
            end
            declare Member
                group : String
                name : String
            end
            function boolean large( BigDecimal one ) { return one != null && one.compareTo(BigDecimal.TEN) > 0; }
            function BigDecimal total( List<Line> lines ) {
                BigDecimal sum = BigDecimal.ZERO;
                for (int i = 0; lines != null && i < lines.size(); i++) {
                    sum = lines.get(i).getSum() == null ? sum : sum.add(lines.get(i).getSum());
                }
                return sum;
            }
            rule "Paid" when Item() then route.full("PAY", "all is well"); end
            """;

    static Packs pack(String conditions) {
        return Packs.of(
                        "Item",
                        TYPE + "rule \"Careful\" when\n" + conditions + "\nthen route.partial(\"careful\"); end")
                .reference("rows", "Row", Map.of("code", "code"), "code,status,limit\nC,open,5\nD,,\nE,shut,\n")
                .reference("members", "Member", Map.of("group", "group"), "group,name\nG,one\nG,two\n");
    }

    static Map<String, Object> whole() {
        var item = new HashMap<String, Object>();
        item.put("a", "no");
        item.put("b", "no");
        item.put("sum", BigDecimal.ONE);
        item.put("net", BigDecimal.ONE);
        item.put("day", LocalDate.of(2025, 1, 1));
        item.put("flag", false);
        item.put("tags", List.of("no"));
        item.put("address", new LinkedHashMap<>(Map.of("city", "no", "zip", "no")));
        item.put("lines", List.of(line(), line()));
        item.put("code", "C");
        item.put("group", "G");
        item.put("whole", 1L);
        return item;
    }

    private static Map<String, Object> line() {
        return new LinkedHashMap<>(Map.of("rate", BigDecimal.ONE, "sum", BigDecimal.ONE, "note", "no"));
    }

    private static Map<String, Object> without(String... paths) {
        Map<String, Object> item = whole();
        for (String path : paths) {
            String[] parts = path.split("\\.", -1);
            if (parts.length == 1) {
                item.remove(path);
            } else if (parts[0].equals("lines")) {
                var lines = new ArrayList<Object>((List<?>) item.get("lines"));
                var second = line();
                second.remove(parts[1]);
                lines.set(1, second);
                item.put("lines", lines);
            } else {
                item.put(parts[0], Map.of("city".equals(parts[1]) ? "zip" : "city", "no"));
            }
        }
        return item;
    }

    private static Decision decide(String conditions, Map<String, Object> item) throws PackRefused {
        Decision decision = Cases.decide(pack(conditions), item);
        assertThat(decision.reasons()).noneMatch(reason -> reason.contains("failed"));
        return decision;
    }

    private static Decision two(String rules, Map<String, Object> item) throws PackRefused {
        return Cases.decide(Packs.of("Item", TYPE + rules), item);
    }

    @Test
    void anotherOutcomeThatCouldNotBeCheckedStopsTheMachine() throws PackRefused {
        String deny = "rule \"Denied\" when Item( a == \"yes\" ) then route.full(\"DENY\", \"denied\"); end";
        assertThat(two(deny, without("a")).reasons())
                .containsExactly("could not check \"Denied\": a is missing", "all is well");
        assertThat(two(deny.replace("DENY", "PAY"), without("a")).route()).isEqualTo(Route.FULL);
    }

    @Test
    void theMachineActsOnNothingThatHoldsOnlyForWantOfAValue() throws PackRefused {
        String drl = "declare Item a : String b : String end"
                + " rule \"Paid\" when Item( a != \"yes\" ) then route.full(\"PAY\", \"not yes\"); end ";
        String sure = "rule \"Paid too\" when Item( b == \"no\" ) then route.full(\"PAY\", \"b is no\"); end";
        Decision doubtful = Cases.decide(Packs.of("Item", drl), Map.of("b", "no"));
        assertThat(doubtful.route()).isEqualTo(Route.PARTIAL);
        assertThat(doubtful.outcome()).isEqualTo("PAY");
        assertThat(doubtful.queue()).isEqualTo("examiners");
        assertThat(doubtful.reasons()).containsExactly("could not check \"Paid\": a is missing", "not yes");
        assertThat(Cases.decide(Packs.of("Item", drl + sure), Map.of("b", "no")).route())
                .as("one rule that surely holds is enough")
                .isEqualTo(Route.FULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Item( a == \"yes\" ) ~ a ~ a",
                "Item( address.city == \"yes\" ) ~ address.city ~ address.city",
                "Item( $l : lines ) Line( rate > 10 ) from $l ~ lines.rate ~ lines.rate",
                "Item( $l : lines ) Line( rate > 10 ) from $l ~ lines ~ lines",
                "Item() Row( status == \"shut\" ) ~ code ~ code",
                "Item() Row( limit > 7 ) ~ limit ~ rows.limit",
            })
    void theOwnerCanExemptAField(String conditions, String missing, String exempt) throws PackRefused {
        Map<String, Object> item = without(missing);
        item.replace("code", missing.equals("limit") ? "E" : "C");
        assertThat(Cases.decide(pack(conditions), item).route()).isEqualTo(Route.PARTIAL);
        assertThat(Cases.decide(pack(conditions).mayBeMissing(exempt), item).route())
                .isEqualTo(Route.FULL);
    }

    @Test
    void aFieldThatIsExemptMustBeOne() {
        assertThatThrownBy(() -> pack("Item()")
                        .mayBeMissing("colour", "lines.note", "rows.limit", "rows.size")
                        .compile())
                .isInstanceOfSatisfying(
                        PackRefused.class,
                        e -> assertThat(e.faults())
                                .extracting(PackFault::message)
                                .containsExactly(
                                        "Expected fields of Item in may-be-missing, but colour is none",
                                        "Expected columns of rows in may-be-missing, but rows.size is none"));
    }

    @Test
    void whatCannotBeFollowedCountsAsUncheckedWhereverItReadsNothing() throws PackRefused {
        String all = "Item( $l : lines, a == \"yes\" ) forall( Line( rate > 10 ) from $l )";
        assertThat(decide(all, without("b")).route()).isEqualTo(Route.FULL);
        assertThat(decide(all, without("lines.note")).route()).isEqualTo(Route.FULL);
        assertThat(decide(all, without("lines.rate")).reasons())
                .containsExactly("could not check \"Careful\": lines[1].rate is missing", "all is well");
    }

    /** Each row: the conditions, what is missing, what could not be checked for want of it; empty is FULL. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Item( a == \"yes\" ) ~ b ~ ",
                "Item( a == \"yes\" ) ~ a ~ a is missing",
                "Item( a == \"yes\", b == \"yes\" ) ~ a ~ ",
                "Item( a == \"yes\", b == \"no\" ) ~ a ~ a is missing",
                "Item( a == \"yes\" && b == \"yes\" ) ~ a ~ ",
                "Item( a == \"yes\" && b == \"no\" ) ~ a ~ a is missing",
                "Item( a == \"yes\" || b == \"yes\" ) ~ a ~ a is missing",
                "Item( a == \"yes\" || b == \"yes\" ) ~ a b ~ a, b are missing",
                "Item( !( a == \"no\" ) ) ~ a ~ careful",
                "Item( !( a == \"no\" || b == \"no\" ) ) ~ a ~ ",
                "Item( !( a == \"no\" && b == \"no\" ) ) ~ a ~ careful",
                "Item( a != \"no\" ) ~ a ~ careful",
                "Item( a != null, a == \"yes\" ) ~ a ~ ",
                "Item( a == null || a == \"yes\" ) ~ a ~ careful",
                "Item( a == null && b == \"yes\" ) ~ b ~ ",
                "Item( a != null && b == \"yes\" ) ~ b ~ b is missing",
                "Item( a in ( \"yes\", \"maybe\" ) ) ~ a ~ a is missing",
                "Item( b == \"no\" && a in ( \"yes\", \"maybe\" ) ) ~ a ~ a is missing",
                "Item( b == \"no\" && a not in ( \"no\", \"maybe\" ) ) ~ a ~ careful",
                "Item( a not in ( \"no\" ) ) ~ a ~ careful",
                "Item( a not matches \"y.*\", b == \"no\" )  ~ b ~ b is missing",
                "Item( b not in ( \"no\" ) || a == \"yes\" )  ~ a ~ a is missing",
                "not Item( a in ( \"no\" ), b not in ( \"yes\" ) )  ~ b ~ b is missing",
                "Item( a matches \"y.*\" ) ~ a ~ a is missing",
                "Item( a.startsWith( \"y\" ), a == \"no\" ) ~ b ~ ",
                "Item( sum > 10 && < 20 ) ~ sum ~ sum is missing",
                "Item( sum > 10 ) ~ sum ~ sum is missing",
                "Item( sum > net ) ~ net ~ net is missing",
                "Item( sum * 2 > 10 ) ~ b ~ ",
                "Item( large( sum ) ) ~ sum ~ sum is missing",
                "Item( a == \"yes\" && large( sum ) ) ~ sum ~ ",
                "Item( total( lines ) > 10 ) ~ lines.sum ~ lines[1].sum is missing",
                "Item( total( lines ) > 10 ) ~ lines ~ lines is missing",
                "Item( day < \"2020-01-01\" ) ~ day ~ day is missing",
                "Item( flag == true ) ~ flag ~ flag is missing",
                "Item( tags contains \"yes\" ) ~ tags ~ tags is missing",
                "Item( address.city == \"yes\" ) ~ address.city ~ address.city is missing",
                "Item( address.city == \"yes\" ) ~ address.zip ~ ",
                "Item( address!.city == \"yes\" ) ~ address ~ ",
                "Item( address!.city == \"yes\" ) ~ address.city ~ address.city is missing",
                "Item( address != null, address.city == \"yes\" ) ~ address ~ ",
                "Item( $s : sum, $n : net ) eval( $s.compareTo( $n ) > 0 ) ~ a ~ ",
                "Item( $n : net ) Item( sum > $n ) ~ net ~ net is missing",
                "Item( $n : net != null ) Item( sum > $n ) ~ net ~ ",
                "Item( $l : lines ) Line( rate > 10 ) from $l ~ lines.rate ~ lines[1].rate is missing",
                "Item( $l : lines ) Line( rate > 10 ) from $l ~ lines ~ lines is missing",
                "Item( $l : lines ) Line( rate > 10 ) from $l ~ lines.note ~ ",
                "Item( $l : lines != null ) Line( rate > 10 ) from $l ~ lines ~ ",
                "Item( $l : lines ) exists Line( rate > 10 ) from $l ~ lines.rate ~ lines[1].rate is missing",
                "Item( $l : lines ) exists( Line( rate > 10 ) from $l ) ~ lines ~ lines is missing",
                "Item( $l : lines ) not Line( rate == 1 ) from $l ~ lines.rate ~ ",
                "Item( $l : lines ) not Line( rate == 1, note == \"no\" ) from $l ~ lines.rate ~ ",
                "Item( $l : lines ) not Line( rate < 10, sum == 1 ) from $l ~ lines.rate ~ ",
                "Item( $l : lines ) not Line( rate < 10 ) from $l ~ lines ~ careful",
                "Item( $l : lines ) $x : Line() from $l not Line( rate == 1, this == $x ) from $l ~ lines.rate ~ careful",
                "Item( $l : lines ) $x : Line( $r : rate ) from $l not Line( this != $x, rate != $r ) from $l ~ a ~ careful",
                "Item( $l : lines ) not( exists( Line( rate == 1 ) from $l ) ) ~ lines.rate ~ ",
                "Item( $l : lines ) accumulate( Line( $r : rate ) from $l; $t : sum( $r ); $t > 10 ) ~ lines.rate ~ lines[1].rate is missing",
                "Item( $l : lines ) accumulate( Line( $r : rate ) from $l; $t : sum( $r ); $t > 10 ) ~ lines.note ~ ",
                "Item( $l : lines ) accumulate( Line( $r : rate ) from $l; $t : sum( $r ); $t > 10 ) ~ lines ~ lines is missing",
                "Item( $l : lines ) accumulate( Line( $r : rate, note == \"yes\" ) from $l; $t : sum( $r ); $t > 10 ) ~ lines.rate ~ ",
                "Item( $l : lines ) accumulate( Line( $r : rate, rate != null ) from $l; $t : sum( $r ); $t > 10 ) ~ lines.rate ~ ",
                "Item( $l : lines, a == \"yes\" ) accumulate( Line( $r : rate ) from $l; $t : sum( $r ); $t > 10 ) ~ lines.rate ~ ",
                "Item( $l : lines ) Number( doubleValue > 10 ) from accumulate( Line( $r : rate ) from $l, sum( $r ) ) ~ lines.rate ~ lines[1].rate is missing",
                "Item( $l : lines ) List( size > 5 ) from collect( Line( rate > 10 ) from $l ) ~ lines.rate ~ lines[1].rate is missing",
                "Item( $l : lines ) List( size > 5 ) from collect( Line( rate > 10 ) from $l ) ~ lines.note ~ ",
                "Item( $t : tags ) String( this == \"yes\" ) from $t ~ tags ~ tags is missing",
                "Item() Row( status == \"shut\" ) ~ code ~ code is missing",
                "Item( code != null ) Row( status == \"shut\" ) ~ code ~ ",
                "Item() exists Row( status == \"shut\" ) ~ code ~ code is missing",
                "Item() not Row() ~ code ~ careful",
                "Item( code != null ) not Row() ~ code ~ ",
                "Item() $r : Row( $s : status ) Member( name == $s ) ~ code ~ code is missing",
                "Item() $r : Row( $s : status ) Member( name == $s ) ~ code group ~ code, group are missing",
                "Item() Row( limit < 5 ) Member( name == \"three\" ) ~ code ~ ",
                "Item( $s : sum ) Row( limit < $s ) ~ sum ~ sum is missing",
                "Item( $s : sum ) Row( $s > limit || $s == 7 ) ~ sum ~ sum is missing",
                "( Item( a == \"yes\" ) or Item( b == \"yes\" ) ) ~ a ~ a is missing",
                "( Item( a == \"yes\" ) and Item( b == \"yes\" ) ) ~ a ~ ",
                "not Item( a == \"no\" ) ~ a ~ careful",
                "not Item( a == \"no\", b == \"yes\" ) ~ b ~ careful",
                "not Item( a == \"no\", b != \"yes\" ) ~ b ~ b is missing",
                "Item( $a : a ) eval( $a == \"yes\" ) ~ b ~ ",
                "Item( whole > 10 ) ~ whole ~ whole is missing",
                "Item( whole > 10 ) ~ a ~ ",
            })
    void aRuleForCautionIsReadInThreeValues(String conditions, String missing, String expected) throws PackRefused {
        Decision decision = decide(conditions, without(missing.split(" ", -1)));

        if (expected == null) {
            assertThat(decision.reasons()).containsExactly("all is well");
            assertThat(decision.route()).isEqualTo(Route.FULL);
        } else if (expected.equals("careful")) {
            assertThat(decision.rules()).extracting(MatchedRule::name).contains("Careful");
        } else {
            assertThat(decision.route()).isEqualTo(Route.PARTIAL);
            assertThat(decision.reasons()).containsExactly("could not check \"Careful\": " + expected, "all is well");
        }
    }
}
