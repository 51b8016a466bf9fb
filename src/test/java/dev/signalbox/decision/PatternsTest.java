package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.process.PackRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regular expressions in rules mean what they say. */
class PatternsTest {
    private static final String TYPES = """
            declare Line
                note : String
            end
            declare Claim
                words : String
                other : String
                pattern : String
                code : String @Pattern(regexp = "[A-Z].*")
                lines : List<Line>
            end
            """;

    private static final List<String> FINDS = List.of(
            "Claim( words matches \".*(Jewelry|Currency).*\" )",
            "Claim( words matches \"ring.Jewelry.*\" )",
            "Claim( words matches pattern )",
            "Claim( $p : pattern ) Claim( words matches $p )",
            "Claim( $p : pattern ) eval( \"x\\nJewelry\".matches($p) )",
            "Claim( words.matches(\".*Jewelry.*\") )",
            "Claim( words != null && words matches \".*Jewelry.*\" )",
            "Claim( words == \"x\" || words matches \".*Jewelry.*\" )",
            "Claim( !( words not matches \".*Jewelry.*\" ) )",
            "Claim( words matches \".*\\\\bJewelry\\\\b.*\" )",
            "Claim( $l : lines ) Line( note matches \"a.*b\" ) from $l",
            "Claim( $l : lines ) exists Line( note matches \"a.*b\" ) from $l");

    private static final List<String> EXCLUDES = List.of(
            "Claim( words not matches \".*(Jewelry|Currency).*\" )",
            "Claim( words not matches pattern )",
            "Claim( !( words matches \".*Jewelry.*\" ) )",
            "Claim( $l : lines ) not Line( note matches \"a.*b\" ) from $l");

    private static String rules(List<String> conditions) {
        var drl = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            drl.append("rule \"%d\" when %s then route.partial(\"x\"); end%n".formatted(i, conditions.get(i)));
        }
        return drl.toString();
    }

    @Test
    void aPatternFindsAcrossLineBreaks() throws PackRefused {
        var item = new HashMap<String, Object>();
        item.put("words", "ring\nJewelry box\r\nold");
        item.put("pattern", ".*Jewelry.*");
        item.put("lines", List.of(Map.of("note", "a\nb")));
        var matched =
                Cases.decide(Packs.of("Claim", TYPES + rules(FINDS)), item).rules();
        assertThat(matched).hasSameSizeAs(FINDS);
        assertThat(Cases.decide(Packs.of("Claim", TYPES + rules(EXCLUDES)), item)
                        .rules())
                .isEmpty();
    }

    @Test
    void soItDoesWhereSomethingElseIsMissing() throws PackRefused {
        Packs pack = Packs.of("Claim", TYPES + """
                rule "Paid" when Claim() then route.full("PAY", "fine"); end
                rule "Rings" when Claim( other == "x", words matches ".*Jewelry.*" ) then route.manual("x"); end
                rule "No rings" when Claim( other == "x", words not matches ".*Jewelry.*" ) then route.manual("x"); end
                """);
        assertThat(Cases.decide(pack, Map.of("words", "ring\nJewelry")).reasons())
                .containsExactly("could not check \"Rings\": other is missing", "fine");
    }

    @Test
    void theConstraintOfAFieldStopsAtTheEndOfALine() throws PackRefused {
        Packs pack = Packs.of("Claim", TYPES + "rule \"Paid\" when Claim() then route.full(\"PAY\", \"fine\"); end");
        assertThat(Cases.decide(pack, Map.of("code", "Ab")).problems()).isEmpty();
        assertThat(Cases.decide(pack, Map.of("code", "A\nb")).problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Claim( words matches «.*\\bbook\\b.*» ) | 24 | a backslash stands alone: \\b; write \\\\b",
                "Claim( words matches «\\d+» ) | 22 | a backslash stands alone: \\d; write \\\\d",
                "Claim( words matches «a\\s+b» ) | 23 | a backslash stands alone: \\s; write \\\\s",
                "Claim( words matches «a\\.b» ) | 23 | a backslash stands alone: \\.; write \\\\.",
                "Claim( words matches «(a)\\1» ) | 25 | a backslash stands alone: \\1; write \\\\1",
                "Claim( words matches «a\\tb» ) | 23 | a backslash stands alone: \\t; write \\\\t",
                "Claim( words not matches «\\w» ) | 26 | a backslash stands alone: \\w; write \\\\w",
                "Claim( words == «\\Q» ) | 17 | a backslash stands alone: \\Q; write \\\\Q",
                "Claim( words.matches(«\\b») ) | 22 | a backslash stands alone: \\b; write \\\\b",
                "Claim( words matches «(book» ) | 21 | the pattern cannot be read: unclosed group;"
                        + " write \\\\( for a bracket that is meant as such",
                "Claim( words matches «*book*» ) | 21 | the pattern cannot be read: dangling meta character '*';"
                        + " write .*book.*, where .* is any letters",
                "Claim( words matches «[a-» ) | 21 | the pattern cannot be read: illegal character range",
                "Claim( words matches «a{2» ) | 21 | the pattern cannot be read: unclosed counted closure",
            })
    void aPatternThatMeansSomethingElseIsAFaultAtItsPlace(String condition, int column, String text) {
        String drl = TYPES + "rule \"Seeded\" when\n"
                + condition.replace('«', '"').replace('»', '"') + "\nthen route.partial(\"x\"); end";
        assertThat(faults(drl)).containsExactly("trial/rules.drl:13:" + (column + 1) + ": " + text);
    }

    @Test
    void soIsOneInAFunctionAConsequenceAndAConstraint() {
        assertThat(faults("""
                declare Claim
                    code : String @Pattern(regexp = "\\\\d+\\b")
                end
                function boolean f(String s) { return s.replaceAll("(", "").equals("x"); }
                rule "Seeded" when $c : Claim() then
                    route.partial($c.getCode().replaceAll("a\\tb", ""));
                end
                """))
                .containsExactly(
                        "trial/rules.drl:3:42: a backslash stands alone: \\b; write \\\\b",
                        "trial/rules.drl:5:52: the pattern cannot be read: unclosed group;"
                                + " write \\\\( for a bracket that is meant as such",
                        "trial/rules.drl:7:45: a backslash stands alone: \\t; write \\\\t");
    }

    private static List<String> faults(String drl) {
        PackRefused refused = catchThrowableOfType(
                PackRefused.class, () -> Packs.of("Claim", drl).compile().close());
        return refused.faults().stream()
                .map(fault -> fault.toString().replace("error: ", "").replace("rule \"Seeded\": ", ""))
                .toList();
    }
}
