package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what the rules say about one item. Refuses what the pack does not declare, which makes the rule fail. */
final class Ballot {
    /** A value for a field, with the vote that gave it. */
    record Filled(String field, Object value) {}

    /** A fault that a rule reported. */
    record Reported(Vote vote, Problem problem) {}

    private final ProcessDefinition definition;
    private final ItemType type;
    private final Map<String, Object> item;
    private final Limits limits;
    private final long start = System.nanoTime();
    private int matches;
    private boolean silent;
    private int votesBefore;
    private int problemsBefore;
    private int fillsBefore;
    private int priorityBefore;
    private Map<String, @Nullable Object> values = Map.of();

    final List<Vote> votes = new ArrayList<>();
    final List<Reported> problems = new ArrayList<>(0);
    final List<Filled> fills = new ArrayList<>(0);
    int priority;

    /** Read by the watching thread too, to name a rule that is stuck. */
    volatile @Nullable RuleInfo rule;

    Ballot(ProcessDefinition definition, ItemType type, Map<String, Object> item, Limits limits) {
        this.definition = definition;
        this.type = type;
        this.item = item;
        this.limits = limits;
    }

    /** The next match is about to speak. */
    void begin(RuleInfo next, Map<String, @Nullable Object> seen) {
        end();
        rule = next;
        values = seen;
        silent = true;
        votesBefore = votes.size();
        problemsBefore = problems.size();
        fillsBefore = fills.size();
        priorityBefore = priority;
        if (++matches > limits.matches()) {
            throw new RulesStopped("the rules matched more than " + limits.matches() + " times");
        }
        checkTime();
    }

    /** The match that is speaking has failed: half of what a rule says is not what it says. */
    void takeBack() {
        votes.subList(votesBefore, votes.size()).clear();
        problems.subList(problemsBefore, problems.size()).clear();
        fills.subList(fillsBefore, fills.size()).clear();
        priority = priorityBefore;
        silent = false;
    }

    /** What the match that is speaking saw. */
    Map<String, @Nullable Object> seen() {
        return values;
    }

    /** The last match has spoken; one that said nothing matched all the same. */
    void end() {
        if (silent) {
            cast("none", "", null);
        }
        silent = false;
    }

    void checkTime() {
        if (System.nanoTime() - start > limits.time().toNanos()) {
            throw new RulesStopped("the rules took longer than " + limits.timeWords());
        }
    }

    private Vote cast(String verb, String reason, @Nullable Route route) {
        if (votes.size() == limits.matches()) {
            throw new RulesStopped("the rules said more than " + limits.matches() + " things");
        }
        var vote = new Vote(Objects.requireNonNull(rule), verb, Bounds.text(reason), values, route);
        votes.add(vote);
        return vote;
    }

    private Vote say(String verb, String reason, @Nullable Route route) {
        checkTime();
        silent = false;
        return cast(verb, reason, route);
    }

    void full(String outcome, String reason) {
        String declared = declaredOutcome(outcome);
        say("full", reason, Route.FULL).outcome = declared;
    }

    Advice partial(String reason) {
        return new Advice(this, say("partial", reason, Route.PARTIAL));
    }

    Advice manual(String reason) {
        return new Advice(this, say("manual", reason, Route.MANUAL));
    }

    void problem(String field, String message) {
        var path = ValuePath.in(type, field);
        Vote vote = say("problem", field.isEmpty() ? message : field + " " + message, null);
        problems.add(new Reported(vote, new Problem(field, Bounds.text(message), text(path.value(item)))));
    }

    private static @Nullable String text(@Nullable Object value) {
        String text = Plain.text(value);
        return text == null ? null : Bounds.text(text);
    }

    void set(String field, @Nullable Object value) {
        declared("field", field, type.fields().keySet());
        Object plain = Filling.plain(Objects.requireNonNull(type.fields().get(field)), value);
        if (plain instanceof String text && text.length() > Bounds.FILLED) {
            throw new IllegalArgumentException("Expected at most " + Bounds.FILLED + " characters for " + field
                    + ", but there are " + text.length());
        }
        say("set", field + " = " + Plain.text(plain), null);
        fills.add(new Filled(field, plain));
    }

    /** Fills in what no rule did. */
    void fill(String field, Object value) {
        fills.add(new Filled(field, value));
    }

    void priority(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("Expected a priority from 0 to 100, but was " + percent);
        }
        say("priority", String.valueOf(percent), null);
        priority = Math.max(priority, percent);
    }

    String declaredOutcome(@Nullable String outcome) {
        return declared("outcome", outcome, definition.outcomes().keySet());
    }

    String declaredQueue(@Nullable String queue) {
        return declared("queue", queue, definition.queues().keySet());
    }

    private static String declared(String what, @Nullable String word, Collection<String> words) {
        if (word == null || !words.contains(word)) {
            throw new IllegalArgumentException(
                    "Expected one of " + String.join(", ", words) + " as " + what + ", but was " + word);
        }
        return word;
    }
}
