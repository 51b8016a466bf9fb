package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What conditions mean, operator by kind of field: the table that rule writers rely on. */
class ConditionsTest {
    private static final String TYPE = """
            declare Item
                text : String
                whole : Integer
                big : long
                sum : BigDecimal
                other : BigDecimal
                rate : double
                flag : boolean
                day : LocalDate
                at : LocalDateTime
                moment : Instant
                tags : List<String>
            end
            """;
    private static final List<String> TRUE = List.of(
            "text == \"abc\"",
            "text != \"x\"",
            "text matches \"a.*\"",
            "text in ( \"x\", \"abc\" )",
            "text not in ( \"x\", \"y\" )",
            "text.startsWith(\"a\")",
            "text contains \"b\"",
            "text memberOf tags",
            "whole == 7",
            "whole > 6, whole <= 7",
            "whole in ( 6, 7 )",
            "big == 7000000000",
            "big > whole",
            "sum == 100",
            "sum == 100.0",
            "sum == 100B",
            "sum != 99",
            "sum > 99.99, sum < 100.01",
            "sum >= 100, sum <= 100",
            "sum in ( 100, 200 )",
            "sum not in ( 1, 2 )",
            "sum + other > 149",
            "sum - other == 50",
            "sum * 2 == 200",
            "sum > other * 1.5",
            "sum > other",
            "rate == 0.5",
            "rate < sum",
            "flag == true",
            "flag",
            "day == \"2025-05-01\"",
            "day > \"2025-04-30\"",
            "day < LocalDate.of(2025, 5, 2)",
            "day.plusDays(1) > \"2025-05-01\"",
            "day.getYear() == 2025",
            "at > LocalDateTime.of(2025, 5, 1, 7, 0)",
            "at.toLocalDate() == day",
            "moment < Instant.parse(\"2025-05-02T00:00:00Z\")",
            "tags contains \"abc\"",
            "tags not contains \"x\"",
            "tags.size() == 2",
            "text == null || text == \"abc\"",
            "-whole < -6",
            "sum.negate() < 0",
            "sum.setScale(0, java.math.RoundingMode.HALF_UP) == 100",
            "day.getDayOfWeek() == java.time.DayOfWeek.THURSDAY",
            "java.time.LocalDate.parse(\"2025-04-30\") < day",
            "at > LocalDateTime.parse(\"2025-05-01T08:00:00\")",
            "moment == Instant.parse(\"2025-05-01T00:00:00Z\")",
            "!( text == \"x\" )");
    private static final List<String> TRUE_OF_NOTHING =
            List.of("text == null", "sum == null", "day == null", "tags == null", "whole == null", "text != \"abc\"");
    private static final List<String> FALSE_OF_NOTHING = List.of(
            "sum > 1",
            "sum < 1",
            "sum <= 100",
            "sum == 0",
            "whole < 5",
            "day > \"2025-04-30\"",
            "text matches \".*\"",
            "text == \"abc\"",
            "text in ( \"x\" )",
            "sum in ( 0 )");

    private static Map<String, Object> full() {
        var values = new HashMap<String, Object>();
        values.put("text", "abc");
        values.put("whole", 7L);
        values.put("big", 7_000_000_000L);
        values.put("sum", new BigDecimal("100.00"));
        values.put("other", new BigDecimal("50"));
        values.put("rate", new BigDecimal("0.5"));
        values.put("flag", true);
        values.put("day", LocalDate.of(2025, 5, 1));
        values.put("at", LocalDateTime.of(2025, 5, 1, 8, 30));
        values.put("moment", Instant.parse("2025-05-01T00:00:00Z"));
        values.put("tags", List.of("abc", "de"));
        return values;
    }

    private static List<String> matching(List<String> conditions, Map<String, Object> values) throws PackRefused {
        var drl = new StringBuilder(TYPE);
        for (int i = 0; i < conditions.size(); i++) {
            drl.append("rule \"").append(i).append("\" when Item( ").append(conditions.get(i));
            drl.append(" ) then route.partial(\"").append(i).append("\"); end\n");
        }
        Decision decision = Cases.decide(Packs.of("Item", drl.toString()), values);
        assertThat(decision.reasons()).noneMatch(reason -> reason.contains("failed"));
        var matched = new TreeSet<Integer>();
        decision.rules().stream().map(MatchedRule::name).map(Integer::valueOf).forEach(matched::add);
        return matched.stream().map(conditions::get).toList();
    }

    @Test
    void conditionsMeanWhatTheySay() throws PackRefused {
        assertThat(matching(TRUE, full())).isEqualTo(TRUE);
    }

    @Test
    void whatIsCollectedGoesIntoAnyCollectionThatKeepsItsOrder() throws PackRefused {
        var drl = new StringBuilder(TYPE);
        for (String collection : List.of("ArrayList", "List", "Collection", "LinkedHashSet", "TreeSet")) {
            drl.append(
                    "rule '%1$s' when Item( $t : tags ) $all : %1$s( size > 1 ) from collect( String( length > 1 ) from $t )%n"
                            .formatted(collection));
            drl.append("then route.partial(\"%s\" + $all); end%n".formatted(collection));
        }
        Decision decision = Cases.decide(Packs.of("Item", drl.toString()), full());
        assertThat(decision.reasons())
                .containsExactly(
                        "ArrayList[abc, de]",
                        "List[abc, de]",
                        "Collection[abc, de]",
                        "LinkedHashSet[abc, de]",
                        "TreeSet[abc, de]");
    }

    @Test
    void aMissingFieldIsNullAndComparesWithNothing() throws PackRefused {
        assertThat(matching(TRUE_OF_NOTHING, Map.of())).isEqualTo(TRUE_OF_NOTHING);
        assertThat(matching(FALSE_OF_NOTHING, Map.of())).isEmpty();
    }
}
