package dev.signalbox.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What is written by hand is what Jackson would write, whatever letters the rules and the data hold. */
class DecisionJsonTest {

    @Property(tries = 300)
    void aDecisionIsWrittenAsJacksonWritesIt(@ForAll("decisions") Decision decision) {
        assertThat(decision.json()).isEqualTo(Json.text(decision));
    }

    @Property(tries = 100)
    void aDecisionIsReadAsItWasWritten(@ForAll("decisions") Decision decision) {
        assertThat(Json.read(decision.json(), Decision.class).json()).isEqualTo(decision.json());
    }

    @Provide
    Arbitrary<Decision> decisions() {
        var text = Arbitraries.strings()
                .withChars("abc \"\\/\b\f\n\r\t\u0000\u001f\u007fäß€\u2028\u2029")
                .withChars('\ud7ff', '\ue000')
                .ofMaxLength(12);
        var texts = text.list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of(Route.class), text.injectNull(0.3), texts, text.injectNull(0.3), texts, text)
                .as(DecisionJsonTest::decision);
    }

    private static Decision decision(
            Route route,
            @Nullable String some,
            List<String> reasons,
            @Nullable String other,
            List<String> words,
            String word) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(word, other);
        values.put("flag", true);
        var problems = words.stream().map(w -> new Problem(w, word, other)).toList();
        return new Decision(
                route,
                some,
                other,
                other == null ? null : TaskKind.REVIEW,
                reasons,
                words,
                Arrays.asList(new MatchedRule(word, "full", word, values), new MatchedRule("", "", "", Map.of())),
                problems,
                List.of(),
                words.isEmpty() ? Map.of() : Map.of("rate", new BigDecimal("10.50")),
                words.size(),
                "0123",
                Instant.parse("2026-01-05T08:00:00.120Z"));
    }
}
