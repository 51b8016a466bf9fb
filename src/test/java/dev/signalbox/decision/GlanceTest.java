package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Problem;
import dev.signalbox.process.PackLoader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {
    private static final List<String> TEXTS =
            List.of("", " ", "\u2003", "\u00a0", "a", "ab", "A", "toolong", "é", "\ud83d\ude00", "12", "x\n");
    private static final List<BigDecimal> NUMBERS = List.of(
            new BigDecimal("-0.01"),
            new BigDecimal("0.00"),
            BigDecimal.ONE,
            new BigDecimal("99.99"),
            new BigDecimal("100"),
            new BigDecimal("1.005"),
            new BigDecimal("1.000"),
            new BigDecimal("1E+2"));
    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2025, 5, 31), LocalDate.of(2025, 6, 1), LocalDate.of(2025, 6, 2));
    private static final List<Long> COUNTS = List.of(-1L, 0L, 5L, 6L, 120L, 121L);

    private static final Packs PACK = Packs.of("Bill", """
            declare Line
                amount : BigDecimal @NotNull @Positive
                word : String @NotEmpty
            end
            declare Bill
                name : String @NotBlank @Size(min = 1, max = 5)
                day : LocalDate @NotNull @PastOrPresent
                before : LocalDate @Past
                count : Integer @Min(0) @Max(120)
                total : Long @Min(6)
                amount : BigDecimal @PositiveOrZero @Digits(integer = 2, fraction = 2)
                code : String @Pattern(regexp = "[a-z]*|[0-9]+")
                first : Line @Valid
                lines : List<Line> @NotEmpty @Valid
                words : List<String> @NotNull
            end
            rule "Always" when Bill() then route.full("PAY", "x"); end
            """);

    @Test
    void whatIsSeenToKeepItsConstraintsHasNoFaultForTheValidatorToFind() throws Exception {
        try (RuleEngine engine = RuleCompiler.compile(PACK.pack(), Limits.DEFAULT)) {
            RuleBook book = engine.book();
            Glance glance = book.constraints().glance().orElseThrow();
            var random = new Random(42);
            int kept = 0;
            int broken = 0;
            for (int i = 0; i < 20_000; i++) {
                Object fact = book.item().make(bill(random), "", new ArrayList<>());
                var problems = new ArrayList<Problem>();
                book.constraints().validate(fact, Cases.NOON, problems);
                boolean seen = glance.kept(fact, LocalDate.ofInstant(Cases.NOON, ZoneOffset.UTC));
                assertThat(seen && !problems.isEmpty()).as("%s", problems).isFalse();
                kept += seen ? 1 : 0;
                broken += problems.isEmpty() ? 0 : 1;
            }
            assertThat(kept).isGreaterThan(1_000);
            assertThat(broken).isGreaterThan(1_000);
        }
    }

    /** Mostly good values, so that a bill with one bad value is as likely as one with none. */
    private static Map<String, Object> bill(Random random) {
        var bill = new HashMap<String, Object>();
        put(bill, "name", TEXTS, 4, random);
        put(bill, "day", DAYS, 0, random);
        put(bill, "before", DAYS, 0, random);
        put(bill, "count", COUNTS, 2, random);
        put(bill, "total", COUNTS, 3, random);
        put(bill, "amount", NUMBERS, 2, random);
        put(bill, "code", TEXTS, 4, random);
        put(bill, "first", List.of(line(random), line(random)), 0, random);
        put(bill, "lines", List.of(List.of(line(random)), List.of(), List.of(line(random), line(random))), 0, random);
        put(bill, "words", List.of(List.of("a"), List.of()), 0, random);
        return bill;
    }

    private static Map<String, Object> line(Random random) {
        var line = new HashMap<String, Object>();
        put(line, "amount", NUMBERS, 2, random);
        put(line, "word", TEXTS, 4, random);
        return line;
    }

    private static void put(Map<String, Object> object, String field, List<?> some, int good, Random random) {
        int any = random.nextInt(16);
        if (any > 0) {
            object.put(field, some.get(any == 1 ? random.nextInt(some.size()) : good));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain : String @Email", "day : LocalDate @Future", "words : List<String> @Size(max = 2)"})
    void whatAGlanceCannotTellIsLeftToTheValidator(String field) throws Exception {
        var pack = Packs.of(
                "Bill",
                "declare Bill " + field + " end\nrule \"Always\" when Bill() then route.full(\"PAY\", \"x\"); end");
        try (RuleEngine engine = RuleCompiler.compile(pack.pack(), Limits.DEFAULT)) {
            assertThat(engine.book().constraints().glance()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"property-claims", "supplier-invoices", "loan-applications"})
    void aGlanceIsEnoughForTheTypesOfThePacks(String name) throws Exception {
        try (RuleEngine engine = RuleCompiler.compile(PackLoader.load(Path.of("rules", name)), Limits.DEFAULT)) {
            assertThat(engine.book().constraints().glance()).isPresent();
        }
    }
}
