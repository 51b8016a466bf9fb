package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Problem;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.ProcessPack;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The fields that {@code values:} of process.yaml works out before constraints, tables and rules look at an item. */
final class WorkedOut {
    private static final int MOST_DIGITS = 38;
    private static final MathContext SHOWN = new MathContext(20);

    private record Value(Field field, String text, Formula.Part formula) {}

    private final List<Value> values = new ArrayList<>();

    /** @param faults is given what is wrong with them */
    WorkedOut(ProcessPack pack, ItemType item, List<PackFault> faults) {
        ProcessDefinition definition = pack.definition();
        var later = new LinkedHashSet<>(definition.values().keySet());
        definition.values().forEach((name, text) -> {
            Field field = item.fields().get(name);
            try {
                if (field == null || field.list() || (field.kind() != Kind.DECIMAL && field.kind() != Kind.INTEGER)) {
                    throw new IllegalArgumentException(
                            "a number that " + item.name() + " declares, but " + name + " is none");
                }
                values.add(new Value(field, text, Formula.read(text, item, definition.limits(), later)));
            } catch (IllegalArgumentException e) {
                String message = "Expected in values." + name + " " + e.getMessage();
                faults.add(pack.faultInDefinition(message, "values", name));
            }
            later.remove(name);
        });
    }

    /**
     * The item with them.
     *
     * @param filled is given each that is known
     */
    Case in(Case item, BiConsumer<String, Object> filled) {
        if (values.isEmpty()) {
            return item;
        }
        var all = new LinkedHashMap<>(item.values());
        var problems = new ArrayList<>(item.problems());
        var warnings = new ArrayList<>(item.warnings());
        for (Value value : values) {
            String name = value.field.name();
            Object sent = all.remove(name);
            if (sent != null) {
                warnings.add(new Problem(name, "is worked out; what came is not used", Plain.text(sent)));
            }
            BigDecimal number = value.formula.of(all);
            Object plain = number == null ? null : plain(value, number, problems);
            if (plain != null) {
                all.put(name, plain);
                filled.accept(name, plain);
            }
        }
        return new Case(all, problems, warnings, item.receivedAt());
    }

    private static @Nullable Object plain(Value value, BigDecimal number, List<Problem> problems) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean whole = value.field.kind() == Kind.INTEGER;
        if (whole && shortest.scale() <= 0 && shortest.precision() - shortest.scale() <= 18) {
            return shortest.longValueExact();
        }
        boolean fits = shortest.precision() <= MOST_DIGITS
                && shortest.scale() <= MOST_DIGITS
                && shortest.precision() - shortest.scale() <= MOST_DIGITS;
        if (!whole && fits) {
            return number.scale() < 0 || number.scale() > MOST_DIGITS || number.precision() > MOST_DIGITS
                    ? shortest.setScale(Math.max(0, shortest.scale()))
                    : number;
        }
        String expected = whole ? "a whole number" : "a number of at most " + MOST_DIGITS + " digits";
        problems.add(new Problem(
                value.field.name(),
                "expected " + expected + ", but " + value.text + " is " + Plain.text(shortest.round(SHOWN)),
                null));
        return null;
    }
}
