package dev.signalbox.decision;

import dev.signalbox.decision.unknown.Companion;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.decision.unknown.Field;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.MatchedRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rules could not be checked, since they read what is missing. Asked only of an item that would otherwise be done by
 * the machine, and only when it has a gap that some rule reads: any other costs nothing but the look for gaps.
 */
final class Unchecked {
    private static final int NAMED = 3;

    private final Companions companions;
    private final ItemType item;
    private final Set<String> readNames;
    private final Set<Field> read = new HashSet<>();

    /** A field that is missing, and where: {@code lines[2].taxRate}. */
    record Gap(Field field, String path) {}

    Unchecked(Companions companions, ItemType item) {
        this.companions = companions;
        this.item = item;
        companions.all().forEach(companion -> read.addAll(companion.reads()));
        readNames = read.stream().map(Field::name).collect(Collectors.toSet());
    }

    /** What is missing from the item and from the rows of tables that belong to it, of all that these rules read. */
    List<Gap> gaps(Map<String, Object> values, List<ReferenceTable.Row> rows) {
        var gaps = new ArrayList<Gap>(0);
        gaps(item, values, "", gaps);
        for (ReferenceTable.Row row : rows) {
            for (Slot slot : row.shape().slots()) {
                var field = new Field(row.shape().type().name(), slot.name());
                if (read.contains(field) && slot.get(row.fact()) == null) {
                    gaps.add(new Gap(field, field.type() + "." + field.name()));
                }
            }
        }
        return gaps;
    }

    private void gaps(ItemType type, Map<?, ?> values, String prefix, List<Gap> gaps) {
        for (ItemType.Field field : type.fields().values()) {
            Object value = values.get(field.name());
            if (value == null) {
                if (readNames.contains(field.name()) && read.contains(new Field(type.name(), field.name()))) {
                    gaps.add(new Gap(new Field(type.name(), field.name()), prefix + field.name()));
                }
            } else if (field.nested() != null && value instanceof Map<?, ?> object) {
                gaps(field.nested(), object, prefix + field.name() + ".", gaps);
            } else if (field.nested() != null && value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Map<?, ?> element) {
                        gaps(field.nested(), element, prefix + field.name() + "[" + i + "].", gaps);
                    }
                }
            }
        }
    }

    @Nullable
    Companion companion(String compiledRule) {
        return companions.compiled().get(compiledRule);
    }

    /**
     * The reasons why the machine may not do it after all; empty when it may.
     *
     * @param held the companions that matched
     * @param told rules of which it is said already
     */
    List<String> reasons(Decision full, List<Gap> gaps, Set<Companion> held, Set<String> told) {
        Set<String> matched =
                full.rules().stream().map(MatchedRule::name).collect(Collectors.toCollection(LinkedHashSet::new));
        var reasons = new LinkedHashSet<String>();
        for (Companion companion : companions.all()) {
            boolean might = companion.told() ? held.contains(companion) : lacks(companion, gaps);
            boolean matters = switch (companion.kind()) {
                case CAUTION -> !matched.contains(companion.rule());
                case OUTCOME ->
                    !matched.contains(companion.rule())
                            && !companion.outcomes().equals(Set.of(String.valueOf(full.outcome())));
                case GROUND -> false;
            };
            if (might && matters && !told.contains(companion.rule())) {
                reasons.add(reason(companion, gaps));
            }
        }
        reasons.addAll(groundless(full, matched, gaps, held));
        return List.copyOf(reasons);
    }

    /** The FULL rules, when each of them holds only because something is missing. */
    private List<String> groundless(Decision full, Set<String> matched, List<Gap> gaps, Set<Companion> held) {
        var doubtful = new ArrayList<String>();
        var asked = new HashSet<String>();
        for (Companion companion : companions.all()) {
            if (companion.kind() == Companion.Kind.GROUND && matched.contains(companion.rule())) {
                asked.add(companion.rule());
                if (companion.told() ? !held.contains(companion) : lacks(companion, gaps)) {
                    doubtful.add(reason(companion, gaps));
                }
            }
        }
        boolean sure = full.rules().stream()
                .filter(rule -> rule.verb().equals("full"))
                .anyMatch(rule -> !asked.contains(rule.name()));
        return sure || doubtful.size() < asked.size() ? List.of() : doubtful;
    }

    private static boolean lacks(Companion companion, List<Gap> gaps) {
        return gaps.stream().anyMatch(gap -> companion.reads().contains(gap.field()));
    }

    private static String reason(Companion companion, List<Gap> gaps) {
        List<String> paths = gaps.stream()
                .filter(gap -> companion.reads().contains(gap.field()))
                .map(Gap::path)
                .distinct()
                .toList();
        return reason(companion.rule(), paths);
    }

    /** @param paths of what is missing */
    static String reason(String rule, List<String> paths) {
        int more = paths.size() - NAMED;
        String some = String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())));
        return "could not check \"" + rule + "\": " + some + (more > 0 ? " and " + more + " more" : "")
                + (paths.size() > 1 ? " are missing" : " is missing");
    }
}
