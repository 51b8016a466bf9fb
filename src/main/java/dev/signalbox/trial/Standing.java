package dev.signalbox.trial;

import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far rules get: which of them decided an item that they matched, and what stopped the others. */
final class Standing {
    /** Of verbs, and of what decides: the highest wins. */
    private static final Map<String, Integer> CAUTION = Map.of("full", 0, "partial", 1, "manual", 2, "problem", 3);

    private static final String UNCHECKED = "could not check ";

    private static final class Figures {
        long matched;
        long decided;
        boolean votes;
        final Map<String, Long> stoppedBy = new HashMap<>();
    }

    private final Map<String, Figures> rules = new HashMap<>();

    /** By name, what is the most cautious that each rule said; less than 0 when it votes for nothing. */
    private static Map<String, Integer> said(Decision decision) {
        var said = new LinkedHashMap<String, Integer>();
        for (MatchedRule rule : decision.rules()) {
            said.merge(rule.name(), CAUTION.getOrDefault(rule.verb(), -1), Math::max);
        }
        return said;
    }

    /** The rules that said what came of it. */
    static List<String> deciding(Decision decision) {
        int level = level(decision);
        return said(decision).entrySet().stream()
                .filter(rule -> rule.getValue() == level)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int level(Decision decision) {
        return !decision.problems().isEmpty()
                ? 3
                : decision.route() == Route.MANUAL ? 2 : decision.route() == Route.PARTIAL ? 1 : 0;
    }

    void count(Decision decision) {
        if (decision.rules().isEmpty()) {
            return;
        }
        int level = level(decision);
        Map<String, Integer> said = said(decision);
        said.forEach((name, caution) -> {
            Figures figures = rules.computeIfAbsent(name, n -> new Figures());
            figures.matched++;
            figures.votes |= caution >= 0;
            if (caution == level) {
                figures.decided++;
            } else if (caution >= 0) {
                stoppers(decision, said, level, name).forEach(by -> figures.stoppedBy.merge(by, 1L, Long::sum));
            }
        });
    }

    private static List<String> stoppers(Decision decision, Map<String, Integer> said, int level, String stopped) {
        var by = new ArrayList<String>();
        said.forEach((name, caution) -> {
            if (caution == level) {
                by.add(quoted(name));
            }
        });
        if (by.isEmpty() && level == 3) {
            Tally.fields(decision.problems()).forEach(field -> by.add("faulty data: " + field));
        }
        if (by.isEmpty() && level == 1) {
            decision.reasons().stream()
                    .filter(reason -> reason.startsWith(UNCHECKED))
                    .forEach(by::add);
        }
        if (by.isEmpty() && level == 2) {
            // Nobody asked for a person: the FULL votes are not for one outcome, or something failed.
            said.forEach((name, caution) -> {
                if (caution == 0 && said.getOrDefault(stopped, -1) == 0 && !name.equals(stopped)) {
                    by.add(quoted(name));
                }
            });
        }
        if (by.isEmpty()) {
            by.add(decision.reasons().get(0));
        }
        return by;
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    void add(Standing part) {
        part.rules.forEach((name, more) -> {
            Figures figures = rules.computeIfAbsent(name, n -> new Figures());
            figures.matched += more.matched;
            figures.decided += more.decided;
            figures.votes |= more.votes;
            more.stoppedBy.forEach((by, items) -> figures.stoppedBy.merge(by, items, Long::sum));
        });
    }

    ReplayReport.Ruled of(String rule, long items) {
        Figures figures = rules.getOrDefault(rule, new Figures());
        Map.@Nullable Entry<String, Long> most = figures.stoppedBy.entrySet().stream()
                .min(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .orElse(null);
        return new ReplayReport.Ruled(
                rule,
                figures.matched,
                items == 0 ? 0 : (double) figures.matched / items,
                figures.votes || figures.matched == 0 ? figures.decided : null,
                most == null ? 0 : most.getValue(),
                most == null ? null : most.getKey());
    }
}
