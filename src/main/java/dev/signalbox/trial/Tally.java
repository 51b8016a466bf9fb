package dev.signalbox.trial;

import dev.signalbox.decision.SeenData;
import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import dev.signalbox.process.Routes;
import dev.signalbox.trial.ReplayReport.Contradiction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts what one set of rules decides. For one thread; tallies of parts are added up. */
final class Tally {
    private static final int MOST_NAMED = 1_000;

    /**
     * Items that are alike in what was said of them.
     *
     * @param rules that spoke or, when it is silent, the reason that stands for them
     */
    record Variant(Lane lane, List<String> rules, List<String> problems, boolean silent) {}

    private final Routes routes;
    private final @Nullable Truth truth;

    /** All else that is counted of items follows from how many there are of each variant. */
    private final Map<Variant, long[]> variants = new HashMap<>();

    final Standing standing = new Standing();
    final Faults faults = new Faults();
    final Judged judged = new Judged();
    final SeenData seen;
    final List<String> unmatchedItems = new ArrayList<>();
    final List<Contradiction> contradictions = new ArrayList<>();
    long items;
    long decided;
    long decidedFull;
    long right;
    long wrong;

    /** @param seen of nothing yet */
    Tally(Routes routes, @Nullable Truth truth, SeenData seen) {
        this.seen = seen;
        this.routes = routes;
        this.truth = truth;
    }

    void count(PastItem item, Decision decision) {
        items++;
        List<String> matched = matched(decision.rules());
        List<String> fields = fields(decision.problems());
        boolean silent = matched.isEmpty() && fields.isEmpty();
        if (silent) {
            name(unmatchedItems, item.label());
            // No rule spoke: the reason tells an item that none was meant for from one whose rules failed.
            matched = List.of(decision.reasons().get(0));
        }
        variants.computeIfAbsent(new Variant(Lane.of(decision), matched, fields, silent), variant -> new long[1])[0]++;
        standing.count(decision);
        faults.count(item, decision.problems());
        if (item.facts() != null) {
            seen.count(item.facts());
        }
        if (truth != null) {
            judge(item, decision, truth.outcome(item.truth()));
        }
    }

    Map<Variant, Long> variants() {
        return counted(List::of);
    }

    Map<Lane, Long> lanes() {
        return counted(variant -> List.of(variant.lane()));
    }

    Map<String, Long> problems() {
        return counted(Variant::problems);
    }

    long unmatched() {
        return variants.entrySet().stream()
                .filter(variant -> variant.getKey().silent())
                .mapToLong(variant -> variant.getValue()[0])
                .sum();
    }

    long reviews() {
        return lanes().entrySet().stream()
                .mapToLong(lane -> reviews(lane.getKey()) * lane.getValue())
                .sum();
    }

    private long reviews(Lane lane) {
        return lane.correct()
                ? 1
                : routes.of(lane.route()).stream()
                        .filter(Routes.Stage::isReview)
                        .count();
    }

    private <T> Map<T, Long> counted(Function<Variant, List<T>> of) {
        var counts = new HashMap<T, Long>();
        variants.forEach(
                (variant, count) -> of.apply(variant).forEach(each -> counts.merge(each, count[0], Long::sum)));
        return counts;
    }

    private void judge(PastItem item, Decision decision, @Nullable String known) {
        judged.count(decision, known);
        if (known == null) {
            return;
        }
        decided++;
        String outcome = decision.outcome();
        if (decision.route() != Route.FULL || outcome == null) {
            return;
        }
        decidedFull++;
        if (outcome.equals(known)) {
            right++;
        } else {
            wrong++;
            name(contradictions, new Contradiction(item.label(), outcome, String.valueOf(item.truth())));
        }
    }

    void add(Tally part) {
        items += part.items;
        decided += part.decided;
        decidedFull += part.decidedFull;
        right += part.right;
        wrong += part.wrong;
        standing.add(part.standing);
        faults.add(part.faults);
        judged.add(part.judged);
        seen.add(part.seen);
        part.variants.forEach((variant, count) -> variants.computeIfAbsent(variant, v -> new long[1])[0] += count[0]);
        part.unmatchedItems.forEach(label -> name(unmatchedItems, label));
        part.contradictions.forEach(one -> name(contradictions, one));
    }

    private static <T> void name(List<T> named, T one) {
        if (named.size() < MOST_NAMED) {
            named.add(one);
        }
    }

    /** Each rule once. Votes stand in the order of the pack, so a rule's votes stand together. */
    private static List<String> matched(List<MatchedRule> votes) {
        if (votes.size() == 1) {
            return List.of(votes.get(0).name());
        }
        var names = new ArrayList<String>(votes.size());
        for (int i = 0; i < votes.size(); i++) {
            String name = votes.get(i).name();
            if (names.isEmpty() || !names.get(names.size() - 1).equals(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The faulty fields, each once; an element of a list is counted as its list's. */
    static List<String> fields(List<Problem> problems) {
        if (problems.isEmpty()) {
            return List.of();
        }
        return problems.stream().map(Tally::field).distinct().sorted().toList();
    }

    static String field(Problem problem) {
        return problem.field().isEmpty() ? "the item" : problem.field().replaceAll("\\[\\d+]", "[]");
    }
}
