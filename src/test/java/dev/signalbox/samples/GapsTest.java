package dev.signalbox.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.Case;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the machine would do, with one field after the other taken away, in every pack. */
class GapsTest {
    private static final Pattern RULE = Pattern.compile("(?ms)^rule \"([^\"]+)\"(.*?)^end");
    private static final int ITEMS = 60;

    /** A field of an item or of one of its lines. */
    private record Spot(List<Object> path, ItemType.Field field) {
        String name() {
            return field.name();
        }

        /** The item with another value there; null takes it away. */
        Map<String, Object> put(Map<String, Object> item, @Nullable Object value) {
            return put(item, 0, value);
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> put(Map<String, Object> object, int at, @Nullable Object value) {
            var copy = new LinkedHashMap<>(object);
            String name = (String) path.get(at);
            if (at < path.size() - 1) {
                var list = new ArrayList<>((List<Map<String, Object>>) copy.get(name));
                int index = (Integer) path.get(at + 1);
                list.set(index, put(list.get(index), at + 2, value));
                copy.put(name, list);
            } else if (value == null) {
                copy.remove(name);
            } else {
                copy.put(name, value);
            }
            return copy;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "property-claims, property-claims-2014.csv",
        "supplier-invoices, supplier-invoices.ndjson",
        "loan-applications, loan-applications.csv"
    })
    void noMissingValueHidesAReasonForCaution(String process, String sample) throws Exception {
        try (var pack = Pack.load(process)) {
            List<Case> cases =
                    pack.read(sample).stream().map(Pack.Submitted::facts).toList();
            List<Case> full = full(pack, cases);
            Map<String, String> rules = rules(pack);
            Map<String, Set<Object>> seen = values(cases, pack.engine().type());
            assertThat(full).hasSizeGreaterThan(20);
            int taken = 0;
            for (Case item : full) {
                for (Spot spot : spots(item.values(), pack.engine().type())) {
                    taken += taken(pack, item, spot, rules, seen.getOrDefault(spot.name(), Set.of()));
                }
            }
            assertThat(taken).as("fields whose absence stopped the machine").isGreaterThan(20);
        }
    }

    /** @return 1 when the machine stops without the field */
    private static int taken(Pack pack, Case item, Spot spot, Map<String, String> rules, Set<Object> others) {
        Case without = with(item, spot.put(item.values(), null), List.of());
        Case corrupt = with(item, without.values(), List.of(new Problem(spot.name(), "is no value", "?")));
        List<Decision> decisions = pack.engine().decide(List.of(item, without, corrupt));
        assertThat(decisions.get(2).route()).isEqualTo(Route.MANUAL);
        Decision blank = decisions.get(1);
        if (rules.values().stream().noneMatch(rule -> rule.matches("(?s).*\\b" + spot.name() + "\\b.*"))
                && blank.problems().isEmpty()) {
            assertThat(blank.route()).as(spot.name()).isEqualTo(Route.FULL);
            assertThat(blank.reasons()).isEqualTo(decisions.get(0).reasons());
        }
        if (blank.route() != Route.FULL) {
            return 1;
        }
        // The machine does it without the field: then no value of it could have made a rule object.
        if (!pack.files().definition().mayBeMissing().contains(spot.name())) {
            List<Case> filled = others.stream()
                    .map(value -> with(item, spot.put(item.values(), value), List.of()))
                    .toList();
            for (Decision decision : pack.engine().decide(filled)) {
                decision.rules().stream()
                        .filter(rule -> Set.of("partial", "manual", "problem").contains(rule.verb()))
                        .forEach(rule -> assertThat(rules.get(rule.name()))
                                .as("%s objects to a %s, and did not when it was missing", rule, spot.name())
                                .containsPattern("\\b" + spot.name() + " [!=]= null"));
            }
        }
        return 0;
    }

    private static Case with(Case item, Map<String, Object> values, List<Problem> problems) {
        return new Case(values, problems, item.warnings(), item.receivedAt());
    }

    private static List<Case> full(Pack pack, List<Case> cases) {
        List<Decision> decisions = pack.engine().decide(cases);
        var byReason = new HashMap<Object, Integer>();
        var full = new ArrayList<Case>();
        for (int i = 0; i < cases.size(); i++) {
            Decision decision = decisions.get(i);
            if (decision.route() == Route.FULL
                    && byReason.merge(decision.reasons(), 1, Integer::sum) <= ITEMS / 3
                    && full.size() < ITEMS) {
                full.add(cases.get(i));
            }
        }
        return full;
    }

    private static Map<String, String> rules(Pack pack) {
        var rules = new HashMap<String, String>();
        pack.files().files().stream()
                .filter(file -> file.path().contains(".drl"))
                .forEach(file -> {
                    Matcher rule = RULE.matcher(Pack.drl(file));
                    while (rule.find()) {
                        rules.put(rule.group(1), rule.group(2));
                    }
                });
        return rules;
    }

    /** Values that the field had elsewhere, and some at the edges. */
    private static Map<String, Set<Object>> values(List<Case> cases, ItemType type) {
        var values = new HashMap<String, Set<Object>>();
        for (Case item : cases) {
            for (Spot spot : spots(item.values(), type)) {
                Object value = item.values().get(spot.name());
                Set<Object> some = values.computeIfAbsent(spot.name(), name -> edges(spot.field()));
                if (value != null && some.size() < 25) {
                    some.add(value);
                }
            }
        }
        return values;
    }

    private static Set<Object> edges(ItemType.Field field) {
        return new LinkedHashSet<>(
                switch (field.kind()) {
                    case DECIMAL -> List.of(new BigDecimal("-1"), BigDecimal.ZERO, new BigDecimal("1000000"));
                    case DATE -> List.of(LocalDate.of(1990, 1, 1), LocalDate.of(2025, 12, 31));
                    case TEXT -> List.of("?", "F", "Jewelry");
                    default -> List.of();
                });
    }

    private static List<Spot> spots(Map<String, Object> item, ItemType type) {
        var spots = new ArrayList<Spot>();
        type.fields().forEach((name, field) -> {
            Object value = item.get(name);
            if (value instanceof List<?> list && field.nested() != null) {
                int last = list.size() - 1;
                field.nested()
                        .fields()
                        .values()
                        .forEach(inner -> spots.add(new Spot(List.of(name, last, inner.name()), inner)));
            } else if (value != null) {
                spots.add(new Spot(List.of(name), field));
            }
        });
        return spots;
    }
}
