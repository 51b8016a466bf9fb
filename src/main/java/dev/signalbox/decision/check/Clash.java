package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Two rules that may both be sure of an item, each of another outcome.
 *
 * @param one a rule's name
 * @param other the name of a rule that stands further down
 * @param fault what is told of the other when an item shows it
 * @param items values of items that both may match, by field; numbers are decimals
 */
public record Clash(String one, String other, PackFault fault, List<Map<String, Object>> items) {
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
        return new Clash(one.name(), other.name(), other.fault(message), items);
    }
}
