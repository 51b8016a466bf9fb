package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.decision.Attack.Fate;
import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules must not do does not load, and says where and why; what is ordinary does. */
class GuardTest {
    static Stream<Attack> refused() {
        return Attack.all(Fate.REFUSED);
    }

    static Stream<Attack> contained() {
        return Attack.all(Fate.CONTAINED);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anAttackIsRefusedWhereItIsWritten(Attack attack) {
        assertThatThrownBy(attack.pack()::compile).isInstanceOfSatisfying(PackRefused.class, refused -> {
            assertThat(refused.faults()).anySatisfy(fault -> {
                assertThat(fault.file()).isEqualTo("trial/" + attack.path());
                assertThat(fault.line()).isEqualTo(attack.line());
                assertThat(fault.column() > 0).isEqualTo(attack.line() > 0);
            });
        });
    }

    @ParameterizedTest
    @MethodSource("contained")
    void whatOnlyAProcessOfItsOwnContainsLoads(Attack attack) throws PackRefused {
        try (DecisionEngine engine = attack.pack().compile()) {
            assertThat(engine.decide(List.of(Cases.of(Map.of("kind", "plain"))))
                            .get(0)
                            .outcome())
                    .isEqualTo("PAY");
        }
    }

    /** One rule for each, beside functions and constraints that nobody would call dangerous. */
    private static final String ORDINARY = """
            package trial
            import java.math.RoundingMode
            import java.time.temporal.ChronoUnit
            declare Line
                name : String @NotBlank
                amount : BigDecimal @NotNull
                count : int = 1
            end
            declare Special extends Line
                flag : boolean
                rate : double
            end
            declare Claim
                kind : String @NotBlank @Size(max = 20) @Pattern(regexp = "[a-z]{1,20}", message = "must be small letters")
                text : String = "none"
                amount : BigDecimal @Digits(integer = 9, fraction = 2)
                big : Long
                flag : Boolean
                day : LocalDate @PastOrPresent
                at : LocalDateTime
                moment : Instant
                tags : List<String>
                lines : List<Line> @Valid
            end
            // (((((((((((( no code, and don't count: "
            /* nor " this ((((((((((((( */
            function BigDecimal tenth(BigDecimal x) {
                return x == null ? null : x.divide(BigDecimal.TEN, 2, RoundingMode.HALF_UP).setScale(1, RoundingMode.DOWN);
            }
            function int months(LocalDate a, LocalDate b) {
                return (int) ChronoUnit.MONTHS.between(a, b);
            }
            function String firstWord(String text) {
                try {
                    return String.valueOf(Integer.parseInt(text.trim().split(" ")[0]));
                } catch (NumberFormatException e) {
                    return text.toUpperCase(Locale.ROOT);
                }
            }
            function BigDecimal largest(List<Line> lines) {
                return lines.stream().map(line -> line.getAmount()).filter(a -> a != null)
                    .max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
            }
            function String counted(List<String> words) {
                Map<String, Integer> counts = new TreeMap<>();
                for (String word : words) {
                    counts.merge(word, 1, Integer::sum);
                }
                StringBuilder all = new StringBuilder();
                for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                    all.append(entry.getKey()).append(entry.getValue());
                }
                switch (words.get(0)) { case "q": return "q"; default: break; }
                int[] numbers = new int[3];
                numbers[0] = words.size();
                switch (LocalDate.of(2024, 1, numbers[0] + 1).getDayOfWeek()) { case MONDAY: numbers[0]++; break; default: break; }
                switch (numbers[0]) { case 0: return ""; default: return all + String.format("%d", numbers[0]); }
            }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Claim( kind == \"plain\" && ( amount > 5 || amount == null ), flag != true )",
                "Claim( kind matches \"[a-z(){}]*\", kind not matches \"x\", text memberOf tags || tags contains \"a\" )",
                "Claim( kind in ( \"plain\", \"b\" ), big not in ( 1, 2 ), amount in ( 1, 2.5 ) || amount == null )",
                "Claim( kind soundslike \"plane\" || kind str[startsWith] \"p\" )",
                "Claim( amount == null || amount + 1 > 2 * amount, tenth( amount ) == null )",
                "Claim( day == null || day > \"2025-01-01\", at == null || at > LocalDateTime.of( 2025, 1, 1, 0, 0 ) )",
                "Claim( moment == null || moment < Instant.parse( \"2030-01-01T00:00:00Z\" ), $k : kind, $n : kind.length() )",
                "Claim( day == null || months( day, day.plusMonths( 2 ) ) == 2, !( kind == \"x\" ), this != null )",
                "$c : Claim( text == \"none\" ) not Claim( this != $c ) exists Claim( kind == $c.kind )",
                "Claim( $l : lines ) exists ( Line( amount > 3 ) from $l ) not ( Line( amount > 300 ) from $l )",
                "Claim( $l : lines ) $a : Line( $n : name ) from $l Line( name != $n, this != $a ) from $l",
                "Claim( $l : lines ) accumulate( Line( $x : amount ) from $l; $s : sum( $x ), $m : max( $x ), $n : count( $x ); $s > 3 )",
                "Claim( $l : lines ) accumulate( Line( $x : name ) from $l; $s : collectList( $x ), $t : collectSet( $x ) )",
                "Claim( $l : lines ) $all : List( size > 1 ) from collect( Line( amount > 1 ) from $l )",
                "Claim( $l : lines ) $s : BigDecimal( intValue > 1 ) from accumulate( Line( $x : amount ) from $l, sum( $x ) )",
                "Claim( $l : lines ) accumulate( Line( $x : count ) from $l; $a : average( $x ), $b : min( $x ) )",
                "Claim( $l : lines ) forall( Line( amount > 0 ) from $l )",
                "Claim( $t : tags ) $x : String( this != \"q\" ) from $t",
                "( Claim( kind == \"plain\" ) or Claim( kind == \"x\" ) )",
                "( Claim( kind == \"plain\" ) and not Line() )",
                "$c : Claim() eval( $c.getKind().equals(\"plain\") )",
                "Claim( lines != null, largest( lines ) > 5, counted( tags ) == \"a1b12\", firstWord( kind ) == \"PLAIN\" )",
                "Claim( lines[0].name == \"one\", lines.get( 0 ).name != null, tags.get( 1 ) == \"b\" )",
                "Claim( flag == null || flag, kind > \"a\", kind.startsWith( \"p\" ), kind!.length > 2 )",
            })
    void whatIsOrdinaryLoadsAndSpeaks(String conditions) throws PackRefused {
        String rule = "rule \"Ordinary\" salience 5 no-loop true\nwhen\n    " + conditions + "\nthen\n"
                + "    switch (java.time.DayOfWeek.of(1)) { case MONDAY: route.priority(5); break; default: break; }\n"
                + "    for (int i = 0; i < 2; i++) { if (i == 1) { route.partial(\"x\" + i).suggest(\"PAY\").ask(\"Why?\"); } }\n"
                + "    route.set(\"amount\", tenth(new BigDecimal(\"12.30\")));\nend\n";
        var lines = List.of(
                Map.of("name", "one", "amount", new BigDecimal("7")),
                Map.of("name", "two", "amount", new BigDecimal("8")));
        assertThat(Cases.decide(
                                Packs.item("Claim").with("rules.drl", ORDINARY + rule),
                                Map.of("kind", "plain", "tags", List.of("a", "b"), "lines", lines))
                        .reasons())
                .contains("x1");
    }

    @Test
    void everySignThatANameMayHaveIsKept() throws PackRefused {
        String name = "Größe, Ärger & 日本語: 5 % (§ 12) – ‘so’ it's „gut“; [a] {b} <c> #1 @2 $3 €4 £5 +*=_|~^°—…!? a/b";
        Decision decision = Cases.decide(
                Packs.of(
                        "Claim",
                        "declare Claim\n kind : String\nend\nrule \"" + name
                                + "\" when Claim( kind == \"a\" ) then route.partial(\"x\"); end"),
                Map.of("kind", "a"));
        assertThat(decision.rules()).extracting(MatchedRule::name).containsExactly(name);
    }

    @Test
    void aListOfTheItemCannotBeChanged() throws PackRefused {
        Decision decision = Cases.decide(
                Packs.of(
                        "Claim",
                        "declare Claim\n tags : List<String>\nend\n"
                                + "rule \"Adds\" when Claim( $t : tags ) then $t.add(\"x\"); route.full(\"PAY\", \"x\"); end"),
                Map.of("tags", List.of("a")));
        assertThat(decision.reasons())
                .containsExactly("rule \"Adds\" failed: it changes a list, and every rule sees the item as it came;"
                        + " tags is 1 entry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"property-claims", "supplier-invoices"})
    void thePacksOfThisProjectLoad(String pack) throws PackRefused {
        RuleCompiler.compile(PackLoader.load(Path.of("rules", pack))).close();
    }
}
