package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of what rules say is kept. Texts are cut where they arise, in the process of the rules; a decision as a whole is held
 * to its size there and, since nothing that comes back is believed, in the server too. What a decision comes to is never changed.
 */
public final class Bounds {
    /** Characters of a reason, a question, a message, or a value that was seen. */
    static final int TEXT = 1_000;
    /** Reasons; questions; problems. */
    static final int LISTED = 100;
    /** What may follow them: how many more there are. */
    private static final int NOTES = 2;
    /** Rules that matched, each as often as it said something else. */
    static final int MATCHED = 1_000;
    /** Characters of all of it. */
    static final int CHARACTERS = 400_000;
    /** Characters of a text that a rule fills into a field. */
    static final int FILLED = 100_000;

    private Bounds() {}

    /** A text that is short enough to be kept. */
    static String text(String text) {
        if (text.length() <= TEXT) {
            return text;
        }
        // Half a surrogate pair is no text.
        int end = Character.isHighSurrogate(text.charAt(TEXT - 2)) ? TEXT - 2 : TEXT - 1;
        return text.substring(0, end) + "…";
    }

    static @Nullable Object value(@Nullable Object value) {
        return value instanceof String text ? text(text) : value;
    }

    /** Problems that are enough: their number, and each of them. */
    static List<Problem> problems(List<Problem> found) {
        var problems = new ArrayList<Problem>(Math.min(found.size(), LISTED + 1));
        for (Problem problem : found.size() > LISTED + NOTES ? found.subList(0, LISTED) : found) {
            String value = problem.value();
            boolean small = problem.field().length() <= TEXT
                    && problem.message().length() <= TEXT
                    && (value == null || value.length() <= TEXT);
            problems.add(
                    small
                            ? problem
                            : new Problem(
                                    text(problem.field()),
                                    text(problem.message()),
                                    value == null ? null : text(value)));
        }
        if (problems.size() < found.size()) {
            problems.add(new Problem("", "has " + (found.size() - LISTED) + " more such findings, not listed", null));
        }
        return List.copyOf(problems);
    }

    /** A decision within bounds, which nearly all are as they come. */
    public static Decision of(Decision decision) {
        int left = CHARACTERS - characters(decision);
        int kept = 0;
        for (MatchedRule rule : decision.rules()) {
            left -= characters(rule);
            if (left < 0 || kept == MATCHED) {
                break;
            }
            kept++;
        }
        boolean small = kept == decision.rules().size()
                && decision.reasons().size() <= LISTED + NOTES
                && decision.questions().size() <= LISTED + NOTES
                && decision.problems().size() <= LISTED + NOTES
                && longest(decision) <= TEXT;
        return small ? decision : cut(decision, kept);
    }

    private static Decision cut(Decision decision, int kept) {
        var rules = new ArrayList<MatchedRule>(kept);
        for (MatchedRule rule : decision.rules().subList(0, kept)) {
            rules.add(new MatchedRule(rule.name(), rule.verb(), text(rule.reason()), values(rule.values())));
        }
        var reasons = new ArrayList<>(words(decision.reasons(), "reasons"));
        if (kept < decision.rules().size()) {
            reasons.add("and " + (decision.rules().size() - kept) + " more matches of rules, which are not kept");
        }
        return new Decision(
                decision.route(),
                decision.outcome(),
                decision.queue(),
                decision.task(),
                List.copyOf(reasons),
                words(decision.questions(), "questions"),
                List.copyOf(rules),
                problems(decision.problems()),
                decision.warnings(),
                decision.set(),
                decision.priority(),
                decision.version(),
                decision.decidedAt());
    }

    private static List<String> words(List<String> words, String what) {
        var some = new ArrayList<String>();
        for (String word : words.size() > LISTED + NOTES ? words.subList(0, LISTED) : words) {
            some.add(text(word));
        }
        if (some.size() < words.size()) {
            some.add("and " + (words.size() - LISTED) + " more " + what);
        }
        return List.copyOf(some);
    }

    private static Map<String, @Nullable Object> values(Map<String, @Nullable Object> values) {
        if (values.values().stream().noneMatch(value -> value instanceof String text && text.length() > TEXT)) {
            return values;
        }
        var cut = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((field, value) -> cut.put(field, value(value)));
        return Collections.unmodifiableMap(cut);
    }

    private static int longest(Decision decision) {
        int longest = Math.max(longest(decision.reasons()), longest(decision.questions()));
        for (Problem problem : decision.problems()) {
            int value = problem.value() == null ? 0 : problem.value().length();
            longest = Math.max(
                    longest,
                    Math.max(
                            value,
                            Math.max(problem.field().length(), problem.message().length())));
        }
        for (MatchedRule rule : decision.rules()) {
            longest = Math.max(longest, rule.reason().length());
            for (Object value : rule.values().values()) {
                longest = Math.max(longest, value instanceof String text ? text.length() : 0);
            }
        }
        return longest;
    }

    private static int longest(Collection<String> texts) {
        int longest = 0;
        for (String text : texts) {
            longest = Math.max(longest, text.length());
        }
        return longest;
    }

    /** Of all but the rules. */
    private static int characters(Decision decision) {
        int characters = 0;
        for (String reason : decision.reasons()) {
            characters += Math.min(TEXT, reason.length());
        }
        for (String question : decision.questions()) {
            characters += Math.min(TEXT, question.length());
        }
        return characters;
    }

    private static int characters(MatchedRule rule) {
        int characters = rule.name().length()
                + rule.verb().length()
                + Math.min(TEXT, rule.reason().length());
        for (var seen : rule.values().entrySet()) {
            int length = seen.getValue() instanceof String text ? Math.min(TEXT, text.length()) : 5;
            characters += seen.getKey().length() + length;
        }
        return characters;
    }
}
