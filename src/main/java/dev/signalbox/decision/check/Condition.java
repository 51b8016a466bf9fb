package dev.signalbox.decision.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern asks of a fact, as the ways to meet it: in each way every field has its values, and what is no plain
 * comparison holds as written.
 */
record Condition(List<Way> ways) {
    private static final int MOST_WAYS = 64;
    static final Condition ALWAYS = new Condition(List.of(new Way(Map.of(), Set.of())));

    /** @param other what is not read, as its words */
    record Way(Map<String, Domain> fields, Set<String> other) {
        boolean isOpen() {
            return fields.values().stream().noneMatch(Domain::isEmpty);
        }

        Way and(Way more) {
            var both = new LinkedHashMap<>(fields);
            more.fields.forEach((field, domain) -> both.merge(field, domain, Domain::and));
            var others = new HashSet<>(other);
            others.addAll(more.other);
            return new Way(both, others);
        }

        boolean isWithin(Way wider) {
            return other.containsAll(wider.other)
                    && wider.fields.entrySet().stream()
                            .allMatch(field -> fields.getOrDefault(field.getKey(), Domain.ALL)
                                    .isWithin(field.getValue()));
        }

        /** Values by which it is met, as far as its plain comparisons go; null when none are found. */
        @Nullable
        Map<String, Object> sample() {
            var values = new HashMap<String, Object>();
            for (Map.Entry<String, Domain> field : fields.entrySet()) {
                Object value = field.getValue().sample();
                if (value != null) {
                    values.put(field.getKey(), value);
                } else if (!field.getValue().missing() && !field.getValue().equals(Domain.PRESENT)) {
                    return null;
                }
            }
            return values;
        }
    }

    static Condition of(String field, Domain domain) {
        return new Condition(List.of(new Way(Map.of(field, domain), Set.of())));
    }

    static Condition asWritten(String text) {
        var words = Token.of(text).stream().map(Token::text).toList();
        return new Condition(List.of(new Way(Map.of(), Set.of(String.join(" ", words)))));
    }

    Condition and(Condition other) {
        var both = new ArrayList<Way>();
        for (Way one : ways) {
            other.ways.forEach(way -> both.add(one.and(way)));
        }
        return new Condition(both);
    }

    Condition or(Condition other) {
        var either = new ArrayList<>(ways);
        either.addAll(other.ways);
        return new Condition(either);
    }

    boolean isTooMuch() {
        return ways.size() > MOST_WAYS;
    }

    boolean isNever() {
        return ways.stream().noneMatch(Way::isOpen);
    }

    boolean isAlways() {
        return ways.stream().anyMatch(way -> way.fields.isEmpty() && way.other.isEmpty());
    }

    /** Whether whatever meets this meets the other too, as far as reading can show it. */
    boolean isWithin(Condition wider) {
        return ways.stream()
                .filter(Way::isOpen)
                .allMatch(way -> wider.ways.stream().anyMatch(way::isWithin));
    }
}
