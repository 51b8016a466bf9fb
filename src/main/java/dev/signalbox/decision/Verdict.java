package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.Routes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The law of caution: what the votes about one item come to. */
public final class Verdict {
    private static final List<String> NO_RULE = List.of("no rule matched");

    private final ProcessDefinition definition;
    private final String version;
    private final QueueRanks ranks;

    public Verdict(ProcessDefinition definition, String version) {
        this.definition = definition;
        this.version = version;
        this.ranks = new QueueRanks(definition);
    }

    /**
     * The decision.
     *
     * @param problems found before the rules spoke
     */
    Decision of(Case item, Ballot ballot, List<Problem> problems) {
        List<Vote> votes = ballot.votes;
        if (votes.size() > 1) {
            votes.sort(Vote.ORDER);
        }
        var reasons = new ArrayList<String>(votes.size() + 1);
        Route route = null;
        for (Vote vote : votes) {
            if (vote.route != null) {
                route = route == null ? vote.route : route.orMoreCautious(vote.route);
            }
        }
        Set<String> outcomes = outcomes(votes, Route.FULL);
        Map<String, Object> set = agreed(ballot.fills, reasons);
        if (outcomes.size() > 1) {
            reasons.add("the rules disagree: " + String.join(" or ", outcomes));
        }
        if (!reasons.isEmpty()) {
            route = Route.MANUAL;
        }
        List<Problem> all = allProblems(problems, ballot);
        String queue = null;
        TaskKind task = null;
        if (!all.isEmpty()) {
            route = Route.MANUAL;
            queue = definition.quarantine();
            task = TaskKind.CORRECT;
            reasons.add(0, faulty(all));
        } else if (route == null) {
            route = Route.MANUAL;
            queue = definition.fallback();
            task = TaskKind.REVIEW;
            reasons.addAll(NO_RULE);
        } else if (route != Route.FULL) {
            queue = queue(route, votes);
            task = TaskKind.REVIEW;
        }
        reasons(votes, route, reasons);
        // What a machine would have done is no advice to a person whom a rule asks to decide.
        String outcome = outcome(votes, route == Route.MANUAL ? Set.of() : outcomes);
        if (route == Route.MANUAL && all.isEmpty() && outcomes.size() == 1) {
            reasons.add(
                    "a rule that was overruled wanted " + outcomes.iterator().next());
        }
        return new Decision(
                route,
                outcome,
                queue,
                task,
                eachOnce(reasons),
                questions(votes),
                matched(votes),
                all,
                item.warnings(),
                set,
                ballot.priority,
                version,
                item.receivedAt());
    }

    /** A decision that the machine would carry out, were it not that some rules could not be checked: a person confirms. */
    Decision unchecked(Decision full, List<String> unchecked) {
        var reasons = new ArrayList<>(unchecked);
        reasons.addAll(full.reasons());
        return new Decision(
                Route.PARTIAL,
                full.outcome(),
                firstReview(Route.PARTIAL),
                TaskKind.REVIEW,
                List.copyOf(reasons),
                full.questions(),
                full.rules(),
                full.problems(),
                full.warnings(),
                full.set(),
                full.priority(),
                full.version(),
                full.decidedAt());
    }

    /**
     * The decision, when single rules could not speak. One that failed might have sent it anywhere: a person decides.
     *
     * @param failed why rules failed
     * @param unchecked why rules could not be checked
     */
    Decision despite(Decision decision, List<String> failed, List<String> unchecked) {
        if (failed.isEmpty() && unchecked.isEmpty()) {
            return decision;
        }
        boolean moved = !failed.isEmpty() && decision.route() != Route.MANUAL;
        var reasons = new ArrayList<String>();
        reasons.addAll(failed);
        reasons.addAll(unchecked);
        if (!decision.reasons().equals(NO_RULE)) {
            // What people see first is why a person has it.
            reasons.addAll(moved ? reasons.size() : 0, decision.reasons());
        }
        String outcome = decision.outcome();
        if (moved && decision.route() == Route.FULL) {
            reasons.add("a rule that was overruled wanted " + outcome);
            outcome = null;
        }
        return new Decision(
                moved ? Route.MANUAL : decision.route(),
                outcome,
                moved ? definition.fallback() : decision.queue(),
                moved ? TaskKind.REVIEW : decision.task(),
                eachOnce(reasons),
                decision.questions(),
                decision.rules(),
                decision.problems(),
                decision.warnings(),
                decision.set(),
                decision.priority(),
                decision.version(),
                decision.decidedAt());
    }

    /** The decision when the rules failed: what they said before they did depends on their order, and counts for nothing. */
    public Decision failed(Case item, List<Problem> problems, String reason) {
        var reasons = problems.isEmpty() ? List.of(reason) : List.of(faulty(problems), reason);
        return new Decision(
                Route.MANUAL,
                null,
                problems.isEmpty() ? definition.fallback() : definition.quarantine(),
                problems.isEmpty() ? TaskKind.REVIEW : TaskKind.CORRECT,
                reasons,
                List.of(),
                List.of(),
                List.copyOf(problems),
                item.warnings(),
                Map.of(),
                0,
                version,
                item.receivedAt());
    }

    private static String faulty(List<Problem> problems) {
        var fields = new LinkedHashSet<String>();
        problems.forEach(problem -> fields.add(problem.field().isEmpty() ? "the item" : problem.field()));
        String some = String.join(", ", fields.stream().limit(5).toList());
        return "faulty data: " + some + (fields.size() > 5 ? " and " + (fields.size() - 5) + " more" : "");
    }

    private static Set<String> outcomes(List<Vote> votes, Route route) {
        Set<String> outcomes = Set.of();
        for (Vote vote : votes) {
            if (vote.outcome != null && (vote.route == Route.FULL) == (route == Route.FULL)) {
                outcomes = outcomes.isEmpty() ? new TreeSet<>() : outcomes;
                outcomes.add(vote.outcome);
            }
        }
        return outcomes;
    }

    /** What the rules that ask a person suggest or, with no suggestion, what all FULL votes agree on. */
    private static @Nullable String outcome(List<Vote> votes, Set<String> full) {
        Set<String> suggested = outcomes(votes, Route.PARTIAL);
        Set<String> words = suggested.isEmpty() ? full : suggested;
        return words.size() == 1 ? words.iterator().next() : null;
    }

    private static Map<String, Object> agreed(List<Ballot.Filled> fills, List<String> reasons) {
        if (fills.isEmpty()) {
            return Map.of();
        }
        var values = new TreeMap<String, List<Object>>();
        for (Ballot.Filled fill : fills) {
            List<Object> sofar = values.computeIfAbsent(fill.field(), f -> new ArrayList<>());
            if (sofar.stream().noneMatch(value -> same(value, fill.value()))) {
                sofar.add(fill.value());
            }
        }
        var set = new LinkedHashMap<String, Object>();
        values.forEach((field, given) -> {
            if (given.size() == 1) {
                set.put(field, given.get(0));
            } else {
                reasons.add("the rules disagree on " + field + ": "
                        + String.join(
                                " or ", given.stream().map(Plain::text).sorted().toList()));
            }
        });
        return Collections.unmodifiableMap(set);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static boolean same(Object one, Object other) {
        return ((Comparable) one).compareTo(other) == 0;
    }

    private String queue(Route route, List<Vote> votes) {
        String queue = null;
        for (Vote vote : votes) {
            if (vote.route == route && vote.queue != null) {
                queue = queue == null ? vote.queue : ranks.senior(queue, vote.queue);
            }
        }
        return queue == null ? firstReview(route) : queue;
    }

    private String firstReview(Route route) {
        for (Routes.Stage stage : definition.routes().of(route)) {
            if (stage.queue() != null) {
                return stage.queue();
            }
        }
        return definition.fallback();
    }

    private static void reasons(List<Vote> votes, Route route, List<String> reasons) {
        for (Vote vote : votes) {
            if (vote.route == route) {
                reasons.add(vote.reason);
            }
        }
        for (Vote vote : votes) {
            if (vote.route != null && vote.route != route) {
                reasons.add(vote.reason);
            }
        }
    }

    private static List<String> questions(List<Vote> votes) {
        List<String> questions = List.of();
        for (Vote vote : votes) {
            if (!vote.questions.isEmpty()) {
                questions = questions.isEmpty() ? new ArrayList<>() : questions;
                questions.addAll(vote.questions);
            }
        }
        return eachOnce(questions);
    }

    /** In the order in which each first came. A set is made only where one is needed: mostly there are one or two. */
    private static List<String> eachOnce(List<String> words) {
        boolean apart = words.size() < 2 || (words.size() == 2 && !words.get(0).equals(words.get(1)));
        return List.copyOf(apart ? words : new LinkedHashSet<>(words));
    }

    private static List<MatchedRule> matched(List<Vote> votes) {
        boolean repeated = false;
        for (int i = 1; i < votes.size() && !repeated; i++) {
            // Votes of one rule stand together.
            repeated = votes.get(i).rule.index() == votes.get(i - 1).rule.index();
        }
        if (!repeated) {
            var each = new MatchedRule[votes.size()];
            for (int i = 0; i < each.length; i++) {
                each[i] = votes.get(i).matched();
            }
            return List.of(each);
        }
        var matched = new LinkedHashSet<MatchedRule>();
        votes.forEach(vote -> matched.add(vote.matched()));
        return List.copyOf(matched);
    }

    private static List<Problem> allProblems(List<Problem> found, Ballot ballot) {
        if (ballot.problems.isEmpty()) {
            return List.copyOf(found);
        }
        ballot.problems.sort((one, other) -> Vote.ORDER.compare(one.vote(), other.vote()));
        var all = new LinkedHashSet<>(found);
        ballot.problems.forEach(reported -> all.add(reported.problem()));
        return List.copyOf(all);
    }
}
