package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Any condition of and, or and not, against Kleene's tables worked out by hand. */
class KleeneTest {
    private static final List<@Nullable String> WORDS = Arrays.asList("x", "y", null);
    private static final List<@Nullable Long> NUMBERS = Arrays.asList(1L, 3L, null);

    /** A condition, and what it comes to: true, false, or null for unknown. */
    private interface Condition {
        String drl();

        @Nullable
        Boolean of(Map<String, Object> item);
    }

    private record Atom(
            String field,
            String drl,
            Boolean ofX,
            Boolean ofY,
            @Nullable Boolean ofNothing) implements Condition {
        @Override
        public @Nullable Boolean of(Map<String, Object> item) {
            Object value = item.get(field);
            if (value == null) {
                return ofNothing;
            }
            return (value.equals("x") || value.equals(1L)) ? ofX : ofY;
        }
    }

    private record Not(Condition one) implements Condition {
        @Override
        public String drl() {
            return "!( " + one.drl() + " )";
        }

        @Override
        public @Nullable Boolean of(Map<String, Object> item) {
            Boolean value = one.of(item);
            return value == null ? null : !value;
        }
    }

    private record Both(boolean and, Condition one, Condition other) implements Condition {
        @Override
        public String drl() {
            return "( " + one.drl() + (and ? " && " : " || ") + other.drl() + " )";
        }

        @Override
        public @Nullable Boolean of(Map<String, Object> item) {
            Boolean left = one.of(item);
            Boolean right = other.of(item);
            Boolean decides = !and;
            if (decides.equals(left) || decides.equals(right)) {
                return decides;
            }
            return (left == null || right == null) ? null : (Boolean) and;
        }
    }

    @Provide
    Arbitrary<List<Condition>> conditions() {
        var atoms = new ArrayList<Condition>();
        for (String field : List.of("a", "b")) {
            atoms.add(new Atom(field, field + " == \"x\"", true, false, null));
            atoms.add(new Atom(field, field + " != \"x\"", false, true, null));
            atoms.add(new Atom(field, field + " in ( \"x\", \"z\" )", true, false, null));
            atoms.add(new Atom(field, field + " matches \"[y-z]\"", false, true, null));
            atoms.add(new Atom(field, field + " == null", false, false, true));
            atoms.add(new Atom(field, field + " != null", true, true, false));
        }
        atoms.add(new Atom("c", "c > 2", false, true, null));
        atoms.add(new Atom("c", "c <= 2", true, false, null));
        Arbitrary<Condition> atom = Arbitraries.of(atoms);
        return tree(atom, 3).list().ofSize(40);
    }

    private static Arbitrary<Condition> tree(Arbitrary<Condition> atom, int depth) {
        if (depth == 0) {
            return atom;
        }
        Arbitrary<Condition> smaller = tree(atom, depth - 1);
        Arbitrary<Condition> both = net.jqwik.api.Combinators.combine(Arbitraries.of(true, false), smaller, smaller)
                .as(Both::new);
        return Arbitraries.oneOf(atom, smaller.map(Not::new), both, both);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void everyConditionIsReadInThreeValues(@ForAll("conditions") List<Condition> conditions) throws PackRefused {
        var drl = new StringBuilder("""
                declare Item
                    pick : Integer
                    a : String
                    b : String
                    c : Integer
                end
                rule "Paid" when Item() then route.full("PAY", "all is well"); end
                """);
        var items = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < conditions.size(); i++) {
            drl.append("rule \"%d\" when Item( pick == %d, %s ) then route.manual(\"careful\"); end\n"
                    .formatted(i, i, conditions.get(i).drl()));
            for (String a : WORDS) {
                for (String b : WORDS) {
                    for (Long c : NUMBERS) {
                        items.add(item(i, a, b, c));
                    }
                }
            }
        }
        try (DecisionEngine engine = Packs.of("Item", drl.toString()).compile()) {
            List<Decision> decisions =
                    engine.decide(items.stream().map(Cases::of).toList());
            for (int i = 0; i < items.size(); i++) {
                check(conditions, items.get(i), decisions.get(i));
            }
        }
    }

    private static void check(List<Condition> conditions, Map<String, Object> item, Decision decision) {
        int pick = Integer.parseInt(String.valueOf(item.get("pick")));
        Condition condition = conditions.get(pick);
        Boolean expected = condition.of(item);
        String what = condition.drl() + " of " + item + " gave " + decision.reasons();
        if (expected == null) {
            assertThat(decision.route()).as(what).isNotEqualTo(Route.FULL);
            if (decision.route() == Route.PARTIAL) {
                assertThat(decision.reasons().get(0)).as(what).startsWith("could not check \"" + pick + "\": ");
            }
        } else {
            assertThat(decision.route()).as(what).isEqualTo(expected ? Route.MANUAL : Route.FULL);
        }
    }

    private static Map<String, Object> item(int pick, @Nullable String a, @Nullable String b, @Nullable Long c) {
        var item = new HashMap<String, Object>();
        item.put("pick", (long) pick);
        if (a != null) {
            item.put("a", a);
        }
        if (b != null) {
            item.put("b", b);
        }
        if (c != null) {
            item.put("c", c);
        }
        return item;
    }
}
