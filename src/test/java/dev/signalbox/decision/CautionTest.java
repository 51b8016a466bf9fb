package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import dev.signalbox.process.PackRefused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules that speak when their word is among the item's words. */
class CautionTest {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("pay", "route.full(\"PAY\", \"small\");"),
            Map.entry("deny", "route.full(\"DENY\", \"late\");"),
            Map.entry("check", "route.partial(\"odd\").suggest(\"PAY\").ask(\"Is it odd?\");"),
            Map.entry("check-deny", "route.partial(\"rare\").suggest(\"DENY\");"),
            Map.entry("judge", "route.manual(\"large\");"),
            Map.entry("to-clerks", "route.partial(\"easy\").to(\"clerks\");"),
            Map.entry("to-examiners", "route.partial(\"hard\").to(\"examiners\");"),
            Map.entry("to-lawyers", "route.partial(\"legal\").to(\"lawyers\");"),
            Map.entry("to-seniors", "route.partial(\"senior\").to(\"seniors\");"),
            Map.entry("fault", "route.problem(\"day\", \"is odd\");"),
            Map.entry("set-a", "route.set(\"day\", LocalDate.of(2025, 1, 2));"),
            Map.entry("set-b", "route.set(\"day\", LocalDate.of(2025, 3, 4));"),
            Map.entry("hurry", "route.priority(20);"),
            Map.entry("run", "route.priority(70);"));

    private static DecisionEngine engine;

    @BeforeAll
    static void compile() throws PackRefused {
        engine = pack(WORDS.keySet().stream().sorted().toList(), new Random(0), false)
                .compile();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Packs pack(List<String> order, Random random, boolean salience) {
        var drl = new StringBuilder("declare Claim\n words : List<String>\n day : LocalDate\nend\n");
        for (String word : order) {
            drl.append("rule \"").append(word).append("\"\n");
            drl.append(salience ? "salience " + random.nextInt(100) + "\n" : "");
            drl.append("when Claim( words contains \"").append(word).append("\" ) then\n");
            drl.append(WORDS.get(word)).append("\nend\n");
        }
        return Packs.of("Claim", drl.toString());
    }

    private static Case item(String... words) {
        return Cases.of(Map.of("words", List.of(words), "day", LocalDate.of(2025, 5, 1)));
    }

    private static Decision decide(String... words) {
        return engine.decide(List.of(item(words))).get(0);
    }

    @Test
    void aFullVoteCarriesOutItsOutcome() {
        Decision decision = decide("pay");
        assertThat(decision.route()).isEqualTo(Route.FULL);
        assertThat(decision.outcome()).isEqualTo("PAY");
        assertThat(decision.queue()).isNull();
        assertThat(decision.task()).isNull();
        assertThat(decision.reasons()).containsExactly("small");
        assertThat(decision.decidedAt()).isEqualTo(Cases.NOON);
        assertThat(decision.version()).isEqualTo("v1");
    }

    @Test
    void theMostCautiousVoteWinsAndItsReasonsComeFirst() {
        assertThat(decide("pay", "check").route()).isEqualTo(Route.PARTIAL);
        Decision decision = decide("pay", "check", "judge");
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.queue()).isEqualTo("seniors");
        assertThat(decision.task()).isEqualTo(TaskKind.REVIEW);
        assertThat(decision.reasons()).containsExactly("large", "odd", "small", "a rule that was overruled wanted PAY");
        assertThat(decision.questions()).containsExactly("Is it odd?");
    }

    @Test
    void twoFullVotesForDifferentOutcomesAreForAPerson() {
        Decision decision = decide("pay", "deny");
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.outcome()).isNull();
        assertThat(decision.queue()).isEqualTo("seniors");
        assertThat(decision.reasons()).startsWith("the rules disagree: DENY or PAY");
    }

    @Test
    void aSuggestionIsKeptUnlessRulesSuggestDifferently() {
        assertThat(decide("check").outcome()).isEqualTo("PAY");
        assertThat(decide("deny", "check").outcome()).isEqualTo("PAY");
        assertThat(decide("check", "check-deny").outcome()).isNull();
    }

    @Test
    void whatAnOverruledRuleWantedIsNoSuggestion() {
        Decision decision = decide("deny", "judge");
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.outcome()).isNull();
        assertThat(decision.reasons()).endsWith("a rule that was overruled wanted DENY");

        Decision suggested = decide("deny", "check", "judge");
        assertThat(suggested.outcome()).isEqualTo("PAY");
        assertThat(suggested.reasons()).contains("a rule that was overruled wanted DENY");

        assertThat(decide("pay", "check").reasons()).noneMatch(reason -> reason.contains("overruled"));
        assertThat(decide("pay", "deny").reasons()).noneMatch(reason -> reason.contains("overruled"));
        assertThat(decide("judge").reasons()).noneMatch(reason -> reason.contains("overruled"));
    }

    @Test
    void silenceIsForAPerson() {
        Decision decision = decide("nothing");
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.queue()).isEqualTo("lawyers");
        assertThat(decision.reasons()).containsExactly("no rule matched");
        assertThat(decide("hurry").reasons()).containsExactly("no rule matched");
    }

    @Test
    void theMostSeniorQueueIsTakenAndTheFirstDeclaredOfEquals() {
        assertThat(decide("check").queue()).isEqualTo("examiners");
        assertThat(decide("check", "to-clerks").queue()).isEqualTo("clerks");
        assertThat(decide("to-clerks", "to-examiners").queue()).isEqualTo("examiners");
        assertThat(decide("to-clerks", "to-examiners", "to-lawyers", "to-seniors")
                        .queue())
                .isEqualTo("seniors");
        assertThat(decide("to-lawyers", "to-examiners").queue()).isEqualTo("lawyers");
    }

    @Test
    void aProblemSendsTheItemToBeCorrected() {
        Decision decision = decide("pay", "fault");
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.queue()).isEqualTo("clerks");
        assertThat(decision.task()).isEqualTo(TaskKind.CORRECT);
        assertThat(decision.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("day");
            assertThat(problem.message()).isEqualTo("is odd");
            assertThat(problem.value()).isEqualTo("2025-05-01");
        });
        assertThat(decision.reasons()).containsExactly("faulty data: day", "small");
    }

    @Test
    void twoValuesForOneFieldAreForAPerson() {
        assertThat(decide("pay", "set-a").set()).containsEntry("day", LocalDate.of(2025, 1, 2));
        assertThat(decide("pay", "set-a").route()).isEqualTo(Route.FULL);
        Decision decision = decide("pay", "set-a", "set-b");
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.set()).isEmpty();
        assertThat(decision.reasons()).startsWith("the rules disagree on day: 2025-01-02 or 2025-03-04");
    }

    @Test
    void theHighestPriorityCounts() {
        assertThat(decide("pay").priority()).isZero();
        assertThat(decide("pay", "hurry", "run").priority()).isEqualTo(70);
    }

    @Test
    void neitherOrderNorSalienceOfRulesMatters() throws PackRefused {
        var random = new Random(42);
        var items = new ArrayList<Case>();
        for (int i = 0; i < 200; i++) {
            items.add(item(WORDS.keySet().stream()
                    .sorted()
                    .filter(word -> random.nextInt(4) == 0)
                    .toArray(String[]::new)));
        }
        List<Decision> expected = engine.decide(items);
        for (int round = 0; round < 3; round++) {
            var order = new ArrayList<>(WORDS.keySet().stream().sorted().toList());
            Collections.shuffle(order, random);
            try (DecisionEngine shuffled = pack(order, random, true).compile()) {
                List<Decision> decisions = shuffled.decide(items);
                for (int i = 0; i < items.size(); i++) {
                    assertThat(decisions.get(i))
                            .usingRecursiveComparison()
                            .ignoringCollectionOrder()
                            .isEqualTo(expected.get(i));
                }
            }
        }
    }
}
