package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.item.Decision;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text never becomes code, and only values become text. */
class NoCodeFromTextTest {
    private static final String TYPE = """
            declare Claim
                kind : String
                tags : List<String>
                amount : BigDecimal
            end
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Claim( kind == '\" + kind + \"' ) | 15 | \\\" + kind + \\\"",
                "Claim( kind == 'the \"big\" one' ) | 15 | the \\\"big\\\" one",
                "Claim( kind in ( 'a', '\"' ) ) | 22 | \\\"",
                "Claim( $k : kind ) eval( $k == 'a\"b' ) | 31 | a\\\"b",
                "Claim() String( this == 'x' ) from 'a\"b' | 35 | a\\\"b",
                "accumulate( Claim( $k : kind ); $s : collectList( 'a\"' + $k ) ) | 50 | a\\\"",
            })
    void aDoubleQuoteWithinSingleOnesIsAFaultAtItsPlace(String condition, int column, String cure) {
        assertThat(faults(TYPE + "rule \"Seeded\" when\n" + condition + "\nthen route.partial(\"x\"); end"))
                .extracting(PackFault::toString)
                .containsExactly("trial/rules.drl:8:" + (column + 1)
                        + ": rule \"Seeded\": Expected double quotes around a text that has one in it, but it stands in"
                        + " single quotes; write \"" + cure + "\"");
    }

    @Test
    void whatLooksLikeCodeInATextStaysText() throws PackRefused {
        Decision decision = Cases.decide(Packs.of("Claim", """
                        declare Claim
                            kind : String @Pattern(regexp = "[*/].*", message = "must begin with */ or /*")
                            text : String = "*/ x /*"
                        end
                        function boolean same( String a ) { return a.indexOf('"') < 0 && a.equals("*/ x /*"); }
                        rule "a // b" when Claim( kind == "*/ y /*", same( text ) ) then route.manual("*/ static {} /* \\"); //"); end
                        rule 'it’s' when Claim( kind != 'it\\'s', kind != 'a \\" b' ) then route.manual('"' + "q"); end
                        """), Map.of("kind", "*/ y /*"));
        assertThat(decision.problems()).isEmpty();
        assertThat(decision.reasons()).containsExactly("*/ static {} /* \"); //", "\"q");
    }

    @ParameterizedTest
    @CsvSource({"a */ b", "a /* b", "*/ static { } /*", "a*/", "/*a"})
    void aNameThatEndsACommentIsRefused(String name) {
        assertThat(faults(TYPE + "rule '" + name + "' when Claim() then route.partial(\"x\"); end"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.text()).startsWith("Expected a name of letters, digits, spaces and punctuation");
                    assertThat(fault.line()).isEqualTo(7);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\" + DayOfWeek.MONDAY.hashCode() | java.time.DayOfWeek.hashCode",
                "\"\" + Month.MAY.hashCode() | java.time.Month.hashCode",
                "\"\" + java.util.regex.Pattern.compile(\"a\").hashCode() | java.lang.Object.hashCode",
                "\"\" + $c.getTags().iterator() | java.util.Iterator in a text",
                "$c.getTags().stream().toString() | java.util.stream.Stream in a text",
                "\"\" + Comparator.naturalOrder() | java.util.Comparator in a text",
                "\"\" + $c.getKind().split(\",\") | an array in a text",
                "String.valueOf((Object) $c.getKind().split(\",\")) | an array in a text",
                "String.format(\"%s %s\", 1, $c.getTags().iterator()) | java.util.Iterator in a text",
                "new StringBuilder().append($c.getTags().toArray()).append(\"\").toString() | an array in a text",
                "\"\" + java.util.function.Function.identity() | a lambda in a text",
                "\"\" + route.partial(\"x\") | dev.signalbox.decision.Advice in a text",
            })
    void whatIsNoValueBecomesNoText(String text, String used) {
        assertThat(faults(TYPE + "rule \"Seeded\" when $c : Claim() then\n    route.partial(" + text + ");\nend"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.text())
                            .isEqualTo("Expected conditions and verbs, but " + used + " is used: an object's number"
                                    + " changes from one run to the next; compare values");
                    assertThat(fault.rule()).isEqualTo("Seeded");
                    assertThat(fault.line()).isBetween(7, 8);
                });
    }

    @Test
    void valuesBecomeText() throws PackRefused {
        Decision decision = Cases.decide(Packs.of("Claim", TYPE + """
                        rule "Says" when $c : Claim( $t : tags ) then
                            String all = "";
                            for (Object tag : $t) { all += tag; }
                            var text = new StringBuilder().append($t).append(1).append($c.getAmount());
                            route.manual(all + text + String.format(" %s %d ", $t, 3) + $c.getKind() + DayOfWeek.MONDAY
                                + LocalDate.of(2020, 1, 1).hashCode() + "x".hashCode() + Optional.of(3)
                                + Arrays.toString(new int[] {1}) + $t.stream().map(x -> x + "!").toList());
                        end
                        """), Map.of("tags", List.of("a", "b")));
        assertThat(decision.reasons())
                .containsExactly("ab[a, b]1null [a, b] 3 nullMONDAY4137025120Optional[3][1][a!, b!]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "function int more(Integer d, Integer e) { return d + e; } | e | more",
                "function int less( int e ) { return e; } | e | less",
                "function String say( String e, List<String> all ) { return e; } | e | say",
            })
    void aFunctionWhoseValueIsNamedAsTheCodeAroundItIsToBlame(String function, String value, String name) {
        assertThat(faults(TYPE + function + "\nrule \"Fine\" when Claim() then route.partial(\"x\"); end"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.text())
                            .isEqualTo("Expected another name for the value " + value + " of function " + name
                                    + ", since the code around it has one of this name; rename it, as in value");
                    assertThat(fault.line()).isEqualTo(7);
                    assertThat(fault.rule()).isNull();
                });
    }

    private static List<PackFault> faults(String drl) {
        PackRefused refused = catchThrowableOfType(
                PackRefused.class, () -> Packs.of("Claim", drl).compile().close());
        return refused.faults();
    }
}
