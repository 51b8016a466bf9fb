package dev.signalbox.trial;

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
import org.jspecify.annotations.Nullable;

/** Counts what one set of rules decides. For one thread; tallies of parts are added up. */
final class Tally {
    private static final int MOST_NAMED = 1_000;

    /** Items that are alike in what was said of them. */
    record Variant(Lane lane, List<String> rules, List<String> problems) {}

    private final Routes routes;
    private final @Nullable Truth truth;

    final Map<Lane, Long> lanes = new HashMap<>();
    final Map<String, Long> rules = new HashMap<>();
    final Map<String, Long> problems = new HashMap<>();
    final Map<Variant, Long> variants = new HashMap<>();
    final List<String> unmatchedItems = new ArrayList<>();
    final List<Contradiction> contradictions = new ArrayList<>();
    long items;
    long unmatched;
    long reviews;
    long decided;
    long decidedFull;
    long right;
    long wrong;

    Tally(Routes routes, @Nullable Truth truth) {
        this.routes = routes;
        this.truth = truth;
    }

    void count(PastItem item, Decision decision) {
        items++;
        Lane lane = Lane.of(decision);
        List<String> matched = matched(decision.rules());
        List<String> fields = fields(decision.problems());
        add(lanes, lane, 1);
        for (int i = 0; i < matched.size(); i++) {
            add(rules, matched.get(i), 1);
        }
        for (int i = 0; i < fields.size(); i++) {
            add(problems, fields.get(i), 1);
        }
        boolean silent = matched.isEmpty() && fields.isEmpty();
        if (silent) {
            unmatched++;
            name(unmatchedItems, item.label());
            // No rule spoke: the reason tells an item that none was meant for from one whose rules failed.
            matched = List.of(decision.reasons().get(0));
        }
        add(variants, new Variant(lane, matched, fields), 1);
        reviews += reviews(decision, lane);
        if (truth != null) {
            judge(item, decision, truth.outcome(item.truth()));
        }
    }

    private int reviews(Decision decision, Lane lane) {
        if (lane.correct()) {
            return 1;
        }
        int reviews = 0;
        for (var stage : routes.of(decision.route())) {
            reviews += stage.isReview() ? 1 : 0;
        }
        return reviews;
    }

    private void judge(PastItem item, Decision decision, @Nullable String known) {
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
        unmatched += part.unmatched;
        reviews += part.reviews;
        decided += part.decided;
        decidedFull += part.decidedFull;
        right += part.right;
        wrong += part.wrong;
        part.lanes.forEach((lane, count) -> add(lanes, lane, count));
        part.rules.forEach((rule, count) -> add(rules, rule, count));
        part.problems.forEach((field, count) -> add(problems, field, count));
        part.variants.forEach((variant, count) -> add(variants, variant, count));
        part.unmatchedItems.forEach(label -> name(unmatchedItems, label));
        part.contradictions.forEach(one -> name(contradictions, one));
    }

    private static <T> void name(List<T> named, T one) {
        if (named.size() < MOST_NAMED) {
            named.add(one);
        }
    }

    private static <T> void add(Map<T, Long> counts, T of, long more) {
        counts.merge(of, more, Long::sum);
    }

    /** Each rule once. Votes stand in the order of the pack, so a rule's votes stand together. */
    private static List<String> matched(List<MatchedRule> votes) {
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
    private static List<String> fields(List<Problem> problems) {
        if (problems.isEmpty()) {
            return List.of();
        }
        return problems.stream()
                .map(problem ->
                        problem.field().isEmpty() ? "the item" : problem.field().replaceAll("\\[\\d+]", "[]"))
                .distinct()
                .sorted()
                .toList();
    }
}
