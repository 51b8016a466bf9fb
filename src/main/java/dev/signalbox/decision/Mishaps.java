package dev.signalbox.decision;

import dev.signalbox.decision.contain.Lambda;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules of which something failed while an item was decided, and of what. */
final class Mishaps {
    /** What a condition that fails counts as. */
    final boolean answer;

    /** Of one rule. */
    static final class Mishap {
        /** The paths of what was missing, and nothing else was wrong. */
        final Set<String> missing = new TreeSet<>();

        /** What was wrong, in words; null when something was missing. */
        @Nullable
        String words;

        /** The conditions that failed. */
        final Set<Lambda> conditions = new HashSet<>();

        /** Whether something else than a condition failed: a value that conditions need, for instance. */
        boolean beyondConditions;
    }

    private final Predicate<String> about;
    private final Map<String, Mishap> byRule;

    /**
     * None so far.
     *
     * @param about whether a rule of this name counts: rules that share a condition may be judged at different times
     * @param order of the rules; what is said never depends on the order in which they failed
     */
    Mishaps(boolean answer, Predicate<String> about, Comparator<String> order) {
        this.answer = answer;
        this.about = about;
        this.byRule = new TreeMap<>(order);
    }

    boolean isEmpty() {
        return byRule.isEmpty();
    }

    Set<String> rules() {
        return byRule.keySet();
    }

    @Nullable
    Mishap of(String rule) {
        return byRule.get(rule);
    }

    /** @param condition that failed; null when it was something else */
    void add(String rule, @Nullable Lambda condition, List<String> missing, String words) {
        if (!about.test(rule)) {
            return;
        }
        Mishap mishap = byRule.computeIfAbsent(rule, name -> new Mishap());
        if (condition == null) {
            mishap.beyondConditions = true;
        } else {
            mishap.conditions.add(condition);
        }
        mishap.missing.addAll(missing);
        if (missing.isEmpty()) {
            mishap.words = mishap.words == null || words.compareTo(mishap.words) < 0 ? words : mishap.words;
        }
    }

    /** The same without these rules. */
    void forget(Set<String> rules) {
        byRule.keySet().removeAll(rules);
    }

    /** What is said of the rules that could not be checked, since something was missing. */
    List<String> unchecked() {
        var reasons = new ArrayList<String>();
        byRule.forEach((rule, mishap) -> {
            if (mishap.words == null) {
                reasons.add(Unchecked.reason(rule, List.copyOf(mishap.missing)));
            }
        });
        return reasons;
    }

    /** What is said of the rules that failed though nothing was missing. */
    List<String> failed() {
        var reasons = new ArrayList<String>();
        byRule.forEach((rule, mishap) -> {
            if (mishap.words != null) {
                reasons.add("rule \"" + rule + "\" failed: " + mishap.words);
            }
        });
        return reasons;
    }
}
