package dev.signalbox.trial;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one cell of an example expects of a decision.
 *
 * @param of the part of the decision
 * @param words what it should be; none for {@value #NONE}
 * @param others whether there may be more than the words
 */
public record Expected(Part of, List<String> words, boolean others) {
    static final String NONE = "none";
    static final String OTHERS = "...";

    /** The parts of a decision that an example can speak of, as named behind {@code expect.}. */
    public enum Part {
        ROUTE,
        OUTCOME,
        QUEUE,
        RULES,
        PROBLEMS;

        /** Whether several words may stand in a cell, parted by semicolons. */
        boolean isList() {
            return this == RULES || this == PROBLEMS;
        }
    }

    /** How the decision differs; empty when it does not. */
    Optional<Difference> from(Decision decision) {
        var missing = new ArrayList<String>();
        var surplus = new ArrayList<>(actual(decision));
        for (String word : words) {
            if (!surplus.removeIf(was -> fits(word, was))) {
                missing.add(word);
            }
        }
        if (others) {
            surplus.clear();
        }
        return missing.isEmpty() && surplus.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(of, List.copyOf(missing), List.copyOf(surplus)));
    }

    /** A problem may be named by its field alone. */
    private boolean fits(String word, String was) {
        return was.equals(word) || (of == Part.PROBLEMS && was.startsWith(word + ": "));
    }

    private List<String> actual(Decision decision) {
        return switch (of) {
            case ROUTE -> List.of(decision.route().name());
            case OUTCOME -> Optional.ofNullable(decision.outcome()).stream().toList();
            case QUEUE -> Optional.ofNullable(decision.queue()).stream().toList();
            case RULES -> matched(decision);
            case PROBLEMS -> decision.problems().stream().map(Expected::text).toList();
        };
    }

    /** The rules that matched, each once. */
    static List<String> matched(Decision decision) {
        return decision.rules().stream().map(rule -> rule.name()).distinct().toList();
    }

    private static String text(Problem problem) {
        String field = problem.field().isEmpty() ? "item" : problem.field();
        return field + ": " + Objects.requireNonNull(problem.message());
    }
}
