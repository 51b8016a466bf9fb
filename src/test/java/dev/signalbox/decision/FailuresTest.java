package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackRefused;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailuresTest {
    private static RuleEngine engine;

    @BeforeAll
    static void compile() throws PackRefused {
        engine = Packs.of("Claim", """
                declare Claim
                    kind : String
                    day : LocalDate
                end
                function boolean forever(String kind) {
                    int n = 0;
                    for (long i = 0; i < 1_000_000_000L; i++) { n = (n * 31 + kind.length()) % 1000; }   // ends, for the other tests
                    return n != 1;
                }
                function int twice(int n) { return n == 0 ? 1 : twice(n - 1) + twice(n - 1); }
                function int deep(int n) { return deep(n + 1) + 1; }

                rule "Fine" when Claim( kind == "fine" ) then route.full("PAY", "fine"); end
                rule "Speaks first" salience 100 when Claim( kind != null ) then route.partial("first"); end
                rule "Throws" when Claim( kind == "throw" ) then List.of().get(3); end
                rule "Has an error" when Claim( kind == "error" ) then deep(1); end
                rule "Asks of nothing" when Claim( kind == "nothing", day.getYear() > 2000 ) then end
                rule "Loops" when Claim( kind == "loop" ) then forever("loop"); end
                rule "Doubles" when Claim( kind == "double" ) then twice(29); end
                rule "Votes on" when Claim( kind == "chatter" ) then while (true) { route.priority(1); } end
                rule "Drawls" when Claim( kind == "drawl" ) then while (true) { twice(18); route.priority(1); } end
                rule "Waits to judge" when Claim( kind == "stuck", forever( kind ) ) then end
                """).within(Duration.ofMillis(400), 1_000).compile();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Case kind(String kind) {
        return Cases.of(Map.of("kind", kind));
    }

    private static String reason(String kind) {
        Decision decision = engine.decide(List.of(kind(kind))).get(0);
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.queue()).isEqualTo("lawyers");
        assertThat(decision.rules()).isEmpty();
        assertThat(decision.reasons()).hasSize(1);
        return decision.reasons().get(0);
    }

    private static Decision decide(String kind) {
        return engine.decide(List.of(kind(kind))).get(0);
    }

    @Test
    void aRuleThatThrowsIsNamedAndTheOthersSpeak() {
        Decision decision = decide("throw");
        assertThat(decision.route()).isEqualTo(Route.MANUAL);
        assertThat(decision.queue()).isEqualTo("lawyers");
        assertThat(decision.reasons())
                .containsExactly(
                        "rule \"Throws\" failed: it asks for number 3, counted from 0, of 0; kind is throw", "first");
    }

    @Test
    void anErrorOfARuleEndsTheItem() {
        // Java keeps the last calls of such a chain only, so that whose it is may be lost.
        assertThat(reason("error")).endsWith("failed: it calls itself without end");
    }

    @Test
    void aConditionThatAsksAMissingFieldIsNamedAndTheOthersSpeak() {
        Decision decision = decide("nothing");
        assertThat(decision.route()).isEqualTo(Route.PARTIAL);
        assertThat(decision.reasons()).containsExactly("first", "could not check \"Asks of nothing\": day is missing");
    }

    @Test
    void aRuleThatMatchesTooOftenIsStopped() throws PackRefused {
        Packs pack = Packs.of("Claim", """
                declare Note
                    n : int
                end
                declare Claim
                    notes : List<Note>
                end
                rule "Joins" when Claim( $all : notes ) Note() from $all Note() from $all then end
                """).within(Duration.ofMinutes(1), 1_000);
        assertThat(Cases.decide(pack, Map.of("notes", Collections.nCopies(40, Map.of("n", 1L))))
                        .reasons())
                .containsExactly("the rules matched more than 1000 times, at last rule \"Joins\"");
    }

    @Test
    void aRuleThatVotesForEverIsStopped() {
        assertThat(reason("chatter")).isEqualTo("the rules said more than 1000 things, at last rule \"Votes on\"");
        assertThat(reason("drawl")).isEqualTo("the rules took longer than 400 ms, at last rule \"Drawls\"");
    }

    @Test
    void rulesThatStoppedJustBeforeTheyWereGivenUpAreNotTakenForACondition() {
        RuleInfo last = Objects.requireNonNull(engine.book().rules().get("Votes on"));
        var stack = Thread.currentThread().getStackTrace();
        assertThat(RuleFailure.stuck(last, stack, engine.book().limits()))
                .isEqualTo("the rules took longer than 400 ms, at last rule \"Votes on\"");
    }

    @Test
    void aStuckRuleHoldsNeitherTheCallerNorTheRestOfTheBatch() {
        var batch = List.of(kind("fine"), kind("loop"), kind("fine"), kind("double"), kind("stuck"), kind("fine"));
        List<Decision> decisions = engine.decide(batch);
        assertThat(decisions)
                .extracting(decision -> decision.reasons().get(0))
                .containsExactly(
                        "first",
                        "rule \"Loops\" took longer than 400 ms",
                        "first",
                        "rule \"Doubles\" took longer than 400 ms",
                        "a condition took longer than 400 ms",
                        "first");
    }

    @Test
    void manyThreadsDecideAtOnce() {
        Decision expected = engine.decide(List.of(kind("fine"))).get(0);
        IntStream.range(0, 200)
                .parallel()
                .forEach(i -> assertThat(engine.decide(List.of(kind("fine"), kind("throw"))))
                        .first()
                        .isEqualTo(expected));
    }

    @Test
    void anEmptyBatchHasNoDecisions() {
        assertThat(engine.decide(List.of())).isEmpty();
    }
}
