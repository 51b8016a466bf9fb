package dev.signalbox.trial;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.trial.ReplayReport.Precision;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often outcomes were what people decided: of each rule that let the machine act, of each outcome, of each suggestion. */
final class Judged {
    /** The normal distribution's, for 95 %. */
    private static final double Z = 1.959964;

    /** @param name a rule's or a route's; empty for all together */
    private record Of(String name, String outcome) {}

    private static final class Figures {
        long decided;
        long right;
        long undecided;
    }

    private final Map<Of, Figures> rules = new HashMap<>();
    private final Map<Of, Figures> outcomes = new HashMap<>();
    private final Map<Of, Figures> suggestions = new HashMap<>();

    /** @param known what people decided, or null */
    void count(Decision decision, @Nullable String known) {
        String outcome = decision.outcome();
        if (outcome == null) {
            return;
        }
        if (decision.route() == Route.FULL) {
            count(outcomes, new Of("", outcome), known);
            Standing.deciding(decision).forEach(rule -> count(rules, new Of(rule, outcome), known));
        } else {
            count(suggestions, new Of(decision.route().name(), outcome), known);
        }
    }

    private static void count(Map<Of, Figures> counts, Of of, @Nullable String known) {
        Figures figures = counts.computeIfAbsent(of, o -> new Figures());
        if (known == null) {
            figures.undecided++;
        } else {
            figures.decided++;
            figures.right += known.equals(of.outcome()) ? 1 : 0;
        }
    }

    void add(Judged part) {
        add(rules, part.rules);
        add(outcomes, part.outcomes);
        add(suggestions, part.suggestions);
    }

    private static void add(Map<Of, Figures> counts, Map<Of, Figures> part) {
        part.forEach((of, more) -> {
            Figures figures = counts.computeIfAbsent(of, o -> new Figures());
            figures.decided += more.decided;
            figures.right += more.right;
            figures.undecided += more.undecided;
        });
    }

    long undecided() {
        return outcomes.values().stream()
                .mapToLong(figures -> figures.undecided)
                .sum();
    }

    List<Precision> rules() {
        return precisions(rules);
    }

    List<Precision> outcomes() {
        return precisions(outcomes);
    }

    List<Precision> suggestions() {
        return precisions(suggestions);
    }

    /** The largest first. */
    private static List<Precision> precisions(Map<Of, Figures> counts) {
        return counts.entrySet().stream()
                .map(each -> precision(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong((Precision one) -> -one.decided() - one.undecided())
                        .thenComparing(Precision::name)
                        .thenComparing(Precision::outcome))
                .toList();
    }

    private static Precision precision(Of of, Figures figures) {
        return new Precision(
                of.name(),
                of.outcome(),
                figures.decided,
                figures.right,
                figures.undecided,
                figures.decided == 0 ? null : (double) figures.right / figures.decided,
                low(figures.right, figures.decided),
                high(figures.right, figures.decided));
    }

    /** The lower end of the Wilson score interval; 0 when nothing is known. */
    static double low(long right, long all) {
        return all == 0 ? 0 : Math.max(0, middle((double) right, (double) all) - half((double) right, (double) all));
    }

    /** Its upper end; 1 when nothing is known. */
    static double high(long right, long all) {
        return all == 0 ? 1 : Math.min(1, middle((double) right, (double) all) + half((double) right, (double) all));
    }

    private static double middle(double right, double all) {
        return (right / all + Z * Z / (2 * all)) / (1 + Z * Z / all);
    }

    private static double half(double right, double all) {
        double share = right / all;
        return Z * Math.sqrt(share * (1 - share) / all + Z * Z / (4 * all * all)) / (1 + Z * Z / all);
    }
}
