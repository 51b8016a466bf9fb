package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * A rule, as what it asks of an item and what it says of it.
 *
 * @param read what its patterns ask, once it was read: each rule is compared with many others
 */
record Spoken(DrlFile file, RuleDescr rule, Map<PatternDescr, Condition> read) {
    /** What makes a vote hang on more than the conditions. */
    private static final Set<String> UNSURE =
            Set.of("if", "else", "for", "while", "do", "switch", "return", "try", "throw", "?", "->");

    /** What a rule may vote, from the boldest to the most cautious. */
    enum Vote {
        FULL,
        PARTIAL,
        MANUAL,
        PROBLEM;

        String verb() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Spoken(DrlFile file, RuleDescr rule) {
        this(file, rule, new IdentityHashMap<>());
    }

    String name() {
        return rule.getName();
    }

    /** {@code "A small loss" in property-claims/routing.drl}. */
    String place() {
        return "\"" + name() + "\" in " + file.path();
    }

    PackFault fault(String message) {
        int start = file.offset(Math.max(1, rule.getLine()), Math.max(0, rule.getColumn()));
        return file.fault(start, name(), message);
    }

    String consequence() {
        return Objects.toString(rule.getConsequence(), "");
    }

    /** The patterns that all have to match. */
    List<PatternDescr> patterns() {
        return rule.getLhs().getDescrs().stream()
                .filter(PatternDescr.class::isInstance)
                .map(PatternDescr.class::cast)
                .toList();
    }

    /** Whether it looks at one fact and nothing else. */
    boolean isAlone() {
        return rule.getLhs().getDescrs().size() == 1
                && patterns().size() == 1
                && patterns().get(0).getSource() == null;
    }

    Condition condition(PatternDescr pattern, DeclaredNames names) {
        return read.computeIfAbsent(pattern, p -> new ConditionReader(names.fields(p.getObjectType()), name()).read(p));
    }

    /** What it asks of the first fact it looks at. */
    Condition main(DeclaredNames names) {
        return patterns().isEmpty() ? Condition.ALWAYS : condition(patterns().get(0), names);
    }

    private List<String> words() {
        return Token.of(consequence()).stream().map(Token::text).toList();
    }

    /** What it votes whenever it matches, the most cautious of what it says; null when it may say nothing. */
    @Nullable
    Vote vote() {
        List<String> words = words();
        if (words.stream().anyMatch(UNSURE::contains)) {
            return null;
        }
        Vote vote = null;
        for (int i = 0; i + 3 < words.size(); i++) {
            for (Vote said : Vote.values()) {
                boolean says = words.subList(i, i + 4).equals(List.of("route", ".", said.verb(), "("));
                vote = says && (vote == null || said.compareTo(vote) > 0) ? said : vote;
            }
        }
        return vote;
    }

    boolean suggests() {
        return words().contains("suggest");
    }

    /** The queue that it names, when it names one; otherwise null. */
    @Nullable
    String queue() {
        List<String> words = words();
        String queue = null;
        for (int i = 0; i + 3 < words.size(); i++) {
            boolean names = words.subList(i, i + 3).equals(List.of(".", "to", "("));
            if (names && (queue != null || !words.get(i + 3).startsWith("\""))) {
                return null;
            }
            queue = names ? words.get(i + 3).substring(1, words.get(i + 3).length() - 1) : queue;
        }
        return queue;
    }

    /** The outcome when it says nothing but {@code route.full("PAY", …)}; otherwise null. */
    @Nullable
    String outcome() {
        List<String> said = Token.of(consequence()).stream().map(Token::text).toList();
        boolean full = said.size() > 5 && said.subList(0, 4).equals(List.of("route", ".", "full", "("));
        boolean once = said.indexOf(";") == said.size() - 1;
        return full && once && said.get(4).startsWith("\"") && said.get(5).equals(",")
                ? said.get(4).substring(1, said.get(4).length() - 1)
                : null;
    }

    /** What it says, so that rules that say the same can be found; how it says that an outcome is sure does not matter. */
    String says() {
        String outcome = outcome();
        return outcome != null
                ? "full " + outcome
                : String.join(
                        " ", Token.of(consequence()).stream().map(Token::text).toList());
    }

    boolean isCoveredBy(Spoken wider, DeclaredNames names) {
        if (!wider.isAlone()) {
            return false;
        }
        PatternDescr all = wider.patterns().get(0);
        Condition asked = wider.condition(all, names);
        return patterns().stream()
                .filter(pattern ->
                        pattern.getSource() == null && pattern.getObjectType().equals(all.getObjectType()))
                .anyMatch(pattern -> condition(pattern, names).isWithin(asked));
    }
}
