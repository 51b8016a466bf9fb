package dev.signalbox.decision;

import dev.signalbox.decision.check.Clash;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.process.PackFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows that two rules contradict one another, by deciding an item that both are about. */
final class Clashes {
    private static final int MOST_TRIED = 1_000;
    private static final int MOST_TOLD = 20;
    private static final Instant WHENEVER = Instant.parse("2024-01-15T12:00:00Z");

    private final RuleEngine engine;
    private int tried;

    private Clashes(RuleEngine engine) {
        this.engine = engine;
    }

    /** Those of the suspected that an item shows; only items on which every rule that speaks is sure. */
    static List<PackFault> shown(RuleEngine engine, List<Clash> suspected) {
        var clashes = new Clashes(engine);
        var told = new ArrayList<PackFault>();
        Set<String> queues = new HashSet<>();
        for (Clash clash : suspected) {
            boolean isKnown = queues.contains(clash.queues());
            Map<String, Object> item = told.size() < MOST_TOLD && !isKnown ? clashes.item(clash) : null;
            if (item != null && clash.queues().isEmpty()) {
                told.add(clash.fault().suggesting("try " + words(item)).asWarning());
            } else if (item != null) {
                queues.add(clash.queues());
                told.add(clash.fault()
                        .suggesting(words(item) + " goes to '"
                                + clashes.decide(item).queue()
                                + "', by their rank: let one escalate to the other, or name one queue")
                        .asWarning());
            }
        }
        return told;
    }

    private @Nullable Map<String, Object> item(Clash clash) {
        for (Map<String, Object> values : clash.items()) {
            Map<String, Object> item = typed(values);
            Decision decision = decide(item);
            if (!decision.problems().isEmpty()) {
                // A field that must be there, whatever it is.
                decision.problems().forEach(problem -> fill(item, problem.field()));
                decision = decide(item);
            }
            if (shows(clash, decision)) {
                return item;
            }
        }
        return null;
    }

    private Decision decide(Map<String, Object> item) {
        if (++tried > MOST_TRIED) {
            return engine.book().verdict().failed(new Case(item, List.of(), List.of(), WHENEVER), List.of(), "enough");
        }
        return engine.decide(List.of(new Case(item, List.of(), List.of(), WHENEVER)))
                .get(0);
    }

    private static boolean shows(Clash clash, Decision decision) {
        Set<String> matched = decision.rules().stream().map(MatchedRule::name).collect(Collectors.toSet());
        boolean both = decision.problems().isEmpty() && matched.containsAll(Set.of(clash.one(), clash.other()));
        if (!clash.queues().isEmpty()) {
            return both && List.of(clash.queues().split(", ")).contains(String.valueOf(decision.queue()));
        }
        return both
                && decision.rules().stream()
                        .noneMatch(rule -> Set.of("partial", "manual").contains(rule.verb()));
    }

    private Map<String, Object> typed(Map<String, Object> values) {
        var item = new HashMap<String, Object>();
        values.forEach((field, value) -> {
            ItemType.Field known = engine.type().fields().get(field);
            boolean whole = known != null && known.kind() == ItemType.Kind.INTEGER;
            item.put(field, whole && value instanceof BigDecimal number ? (Object) number.longValue() : value);
        });
        return item;
    }

    private void fill(Map<String, Object> item, String field) {
        ItemType.Field known = engine.type().fields().get(field);
        if (known == null || known.list() || item.containsKey(field)) {
            return;
        }
        Object any = switch (known.kind()) {
            case TEXT -> "any";
            case INTEGER -> 1L;
            case DECIMAL -> BigDecimal.ONE;
            case BOOLEAN -> true;
            case DATE -> LocalDate.of(2024, 1, 1);
            case DATE_TIME -> LocalDateTime.of(2024, 1, 1, 12, 0);
            case INSTANT -> Instant.parse("2024-01-01T12:00:00Z");
            case OBJECT -> Map.of();
        };
        item.put(field, any);
    }

    /** {@code amount 50, type "a"}. */
    private static String words(Map<String, Object> item) {
        String words = new TreeMap<>(item)
                .entrySet().stream()
                        .map(field -> field.getKey() + " "
                                + (field.getValue() instanceof String text
                                        ? "\"" + text + "\""
                                        : Plain.text(field.getValue())))
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? "an item with nothing filled in" : "an item with " + words;
    }
}
