package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Problem;
import dev.signalbox.item.TaskKind;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
    private static DecisionEngine engine;

    @BeforeAll
    static void compile() throws PackRefused {
        engine = Packs.of("Bill", """
                declare Line
                    amount : BigDecimal @NotNull @Positive
                end
                declare Bill
                    name : String @NotBlank @Size(max = 5)
                    day : LocalDate @PastOrPresent
                    count : int
                    weight : double
                    lines : List<Line> @Valid
                    remark : String @Pattern(regexp = "[a-z]*", message = "is ${validatedValue} {max}")
                end
                rule "Always" when Bill() then route.full("PAY", "x"); end
                """).compile();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static List<Problem> problems(Map<String, Object> values) {
        return engine.decide(List.of(Cases.of(values))).get(0).problems();
    }

    @Test
    void faultsComeInTheOrderOfTheFieldsWithTheirPaths() {
        var lines = new ArrayList<Object>();
        for (int i = 0; i < 11; i++) {
            lines.add(Map.of("amount", new BigDecimal(i == 2 || i == 10 ? "-1.50" : "1")));
        }
        lines.add(Map.of());
        assertThat(problems(Map.of("name", "toolong", "lines", lines)))
                .containsExactly(
                        new Problem("name", "size must be between 0 and 5", "toolong"),
                        new Problem("lines[2].amount", "must be greater than 0", "-1.50"),
                        new Problem("lines[10].amount", "must be greater than 0", "-1.50"),
                        new Problem("lines[11].amount", "must not be null", null));
    }

    @Test
    void timeIsJudgedByTheMomentOfReceipt() {
        assertThat(problems(Map.of("name", "a", "day", LocalDate.of(2025, 6, 1))))
                .isEmpty();
        assertThat(problems(Map.of("name", "a", "day", LocalDate.of(2025, 6, 2))))
                .containsExactly(new Problem("day", "must be a date in the past or in the present", "2025-06-02"));
    }

    /** The day there against the day in UTC: a date of today, of tomorrow, with a glance and without. */
    @Test
    void todayIsTheDayInTheTimeZoneOfTheProcess() throws PackRefused {
        String item = """
                declare Bill
                    day : LocalDate @PastOrPresent
                    past : LocalDate @Past
                    future : LocalDate @FutureOrPresent
                    time : LocalDateTime @PastOrPresent
                    moment : Instant @PastOrPresent
                end
                rule "Always" when Bill() then route.full("PAY", "x"); end
                """;
        var late =
                Instant.parse("2025-06-01T11:30:00Z"); // 23:30 in Auckland, 23:30 of the day before at +12 to the west
        var later = Instant.parse("2025-06-01T12:30:00Z"); // 0:30 of 2 June in Auckland
        var first = LocalDate.of(2025, 6, 1);
        var second = first.plusDays(1);
        try (var auckland = Packs.of("Bill", item).timeZone("Pacific/Auckland").compile();
                var west = Packs.of("Bill", item.replace("    future : LocalDate @FutureOrPresent\n", ""))
                        .timeZone("Etc/GMT+12")
                        .compile();
                var utc = Packs.of("Bill", item).compile()) {
            assertThat(faulty(auckland, later, Map.of("day", second))).isEmpty();
            assertThat(faulty(auckland, late, Map.of("day", second))).containsExactly("day");
            assertThat(faulty(utc, later, Map.of("day", second))).containsExactly("day");
            assertThat(faulty(auckland, later, Map.of("past", first))).isEmpty();
            assertThat(faulty(utc, later, Map.of("past", first))).containsExactly("past");
            assertThat(faulty(auckland, later, Map.of("future", first))).containsExactly("future");
            assertThat(faulty(utc, later, Map.of("future", first))).isEmpty();
            assertThat(faulty(auckland, later, Map.of("time", second.atTime(0, 30))))
                    .isEmpty();
            assertThat(faulty(auckland, later, Map.of("time", second.atTime(0, 31))))
                    .containsExactly("time");
            assertThat(faulty(utc, later, Map.of("time", second.atTime(0, 30)))).containsExactly("time");
            assertThat(faulty(auckland, later, Map.of("moment", later))).isEmpty();
            assertThat(faulty(auckland, later, Map.of("moment", later.plusSeconds(1))))
                    .containsExactly("moment");
            assertThat(faulty(west, late, Map.of("day", first))).containsExactly("day");
            assertThat(faulty(west, later, Map.of("day", first))).isEmpty();
        }
    }

    private static List<String> faulty(DecisionEngine engine, Instant receivedAt, Map<String, Object> values) {
        return engine.decide(List.of(new Case(values, List.of(), List.of(), receivedAt))).get(0).problems().stream()
                .map(Problem::field)
                .toList();
    }

    @Test
    void whatBindingReportedIsNotReportedAgain() {
        var unreadable = new Problem("name", "expected a text, but was 5", "5");
        var line = new Problem("lines[0]", "expected an object, but was 3", "3");
        var values = Map.<String, Object>of("lines", List.of(Map.of()));
        Decision decision = engine.decide(List.of(new Case(values, List.of(unreadable, line), List.of(), Cases.NOON)))
                .get(0);
        assertThat(decision.problems()).containsExactly(unreadable, line);
        assertThat(decision.task()).isEqualTo(TaskKind.CORRECT);
        assertThat(decision.rules()).hasSize(1);
    }

    @Test
    void messagesAreEnglishWhereverItRuns() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(problems(Map.of("name", " ")))
                    .extracting(Problem::message)
                    .containsExactly("must not be blank");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatAUserWroteIsNeverRun() {
        assertThat(problems(Map.of("name", "a", "remark", "${1+1}")))
                .extracting(Problem::message)
                .noneMatch(message -> message.contains("2"));
    }

    @Test
    void aNumberTooLargeForItsFieldIsAProblem() {
        assertThat(problems(Map.of("name", "a", "count", 5_000_000_000L, "weight", new BigDecimal("1e400"))))
                .extracting(problem -> problem.field() + " " + problem.message())
                .containsExactly(
                        "count must be between -2147483648 and 2147483647",
                        "weight must have at most 309 digits before the point");
    }
}
