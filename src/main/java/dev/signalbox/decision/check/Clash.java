package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.QueueDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Two rules that may match one item and say what does not go together: each is sure of another outcome, or names another
 * queue.
 *
 * @param queues the two queues; empty when the rules are sure of two outcomes
 * @param one a rule's name
 * @param other the name of a rule that stands further down
 * @param fault what is told of the other when an item shows it
 * @param items values of items that both may match, by field; numbers are decimals
 */
public record Clash(String queues, String one, String other, PackFault fault, List<Map<String, Object>> items) {
    private static final int MOST_PAIRS = 200_000;
    private static final int MOST_ITEMS = 4;

    static List<Clash> among(List<Spoken> rules, DeclaredNames names) {
        List<Spoken> sure = rules.stream()
                .filter(rule -> rule.outcome() != null && !rule.patterns().isEmpty())
                .toList();
        List<Condition> asked = sure.stream().map(rule -> rule.main(names)).toList();
        var clashes = new ArrayList<Clash>();
        int pairs = 0;
        for (int i = 0; i < sure.size(); i++) {
            for (int j = 0; j < i && pairs++ < MOST_PAIRS; j++) {
                if (!Objects.equals(sure.get(i).outcome(), sure.get(j).outcome())) {
                    List<Map<String, Object>> items = items(asked.get(i).and(asked.get(j)));
                    if (!items.isEmpty()) {
                        clashes.add(clash(sure.get(j), sure.get(i), items));
                    }
                }
            }
        }
        return clashes;
    }

    /** Rules of one vote that name different queues, of which none lies above the other: one pair for each two queues. */
    static List<Clash> ofQueues(List<Spoken> rules, DeclaredNames names, ProcessDefinition definition) {
        List<Spoken> sending = rules.stream()
                .filter(rule -> rule.queue() != null
                        && rule.vote() != null
                        && !rule.patterns().isEmpty())
                .toList();
        List<Condition> asked = sending.stream().map(rule -> rule.main(names)).toList();
        var told = new HashMap<Set<String>, Integer>();
        var clashes = new ArrayList<Clash>();
        int pairs = 0;
        for (int i = 0; i < sending.size(); i++) {
            for (int j = 0; j < i && pairs++ < MOST_PAIRS; j++) {
                Spoken one = sending.get(j);
                Spoken other = sending.get(i);
                String here = String.valueOf(one.queue());
                String there = String.valueOf(other.queue());
                boolean differ = one.vote() == other.vote()
                        && !here.equals(there)
                        && !isAbove(definition, here, there)
                        && !isAbove(definition, there, here);
                List<Map<String, Object>> items = differ && told.getOrDefault(Set.of(here, there), 0) < MOST_ITEMS
                        ? items(asked.get(i).and(asked.get(j)))
                        : List.of();
                if (!items.isEmpty()) {
                    told.merge(Set.of(here, there), 1, Integer::sum);
                    String message = "the rule names the queue '" + there + "', and " + one.place() + " names '" + here
                            + "', which is neither above nor below it";
                    clashes.add(new Clash(here + ", " + there, one.name(), other.name(), other.fault(message), items));
                }
            }
        }
        return clashes;
    }

    /** Whether tasks of the lower queue escalate to the other, at once or in the end. */
    private static boolean isAbove(ProcessDefinition definition, String queue, String lower) {
        String at = lower;
        for (int hops = 0; hops < definition.queues().size() && at != null; hops++) {
            QueueDefinition next = definition.queues().get(at);
            at = next == null ? null : next.escalate();
            if (queue.equals(at)) {
                return true;
            }
        }
        return false;
    }

    private static List<Map<String, Object>> items(Condition both) {
        var items = new ArrayList<Map<String, Object>>();
        for (Condition.Way way : both.ways()) {
            Map<String, Object> values = way.isOpen() && items.size() < MOST_ITEMS ? way.sample() : null;
            if (values != null) {
                items.add(values);
            }
        }
        return items;
    }

    private static Clash clash(Spoken one, Spoken other, List<Map<String, Object>> items) {
        String message = "the rule contradicts " + one.place() + ": one says " + other.outcome() + ", the other "
                + one.outcome() + ", so that a person gets an item that both match";
        return new Clash("", one.name(), other.name(), other.fault(message), items);
    }
}
