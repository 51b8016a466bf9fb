package dev.signalbox.decision;

import dev.signalbox.decision.contain.ContainedClasses;
import dev.signalbox.decision.contain.Lambda;
import dev.signalbox.decision.contain.Lambda.Getter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What conditions and consequences read, to say of one that failed what it saw and what was missing. */
final class Lambdas {
    private final ContainedClasses classes;
    private final Map<Class<?>, FactShape> shapes = new HashMap<>();

    /** @param shapes of the declared types, by simple name */
    Lambdas(ContainedClasses classes, Map<String, FactShape> shapes) {
        this.classes = classes;
        shapes.values().forEach(shape -> this.shapes.put(shape.java(), shape));
    }

    /** By internal name; null when it is of no rule. */
    @Nullable
    Lambda find(String name) {
        return classes.lambdas().get(name);
    }

    /**
     * The fields that it reads and their values.
     *
     * @param given what it was given
     * @param place for a fact the beginning of its fields' paths, such as {@code lines[2].}
     * @param variables what names stand for
     */
    Map<String, @Nullable Object> seen(
            Lambda lambda, @Nullable Object[] given, Function<Object, String> place, Map<String, String> variables) {
        var seen = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < given.length; i++) {
            Object value = given[i];
            String name = i < lambda.parameters().size() ? lambda.parameters().get(i) : "";
            String written = variables.get(name);
            if (value != null && shapes.containsKey(value.getClass())) {
                fields(lambda, value, place.apply(value), seen);
            } else if (written != null) {
                seen.put(written, value);
            }
        }
        return seen;
    }

    private void fields(Lambda lambda, Object fact, String prefix, Map<String, @Nullable Object> seen) {
        FactShape shape = shapes.get(fact.getClass());
        if (shape == null) {
            return;
        }
        for (Slot slot : shape.slots()) {
            if (reads(lambda.getters(), fact, slot)) {
                Object value = slot.get(fact);
                seen.put(prefix + slot.name(), value);
                if (slot.nested() != null && !slot.list() && value != null) {
                    fields(lambda, value, prefix + slot.name() + ".", seen);
                }
            }
        }
    }

    private static boolean reads(Set<Getter> getters, Object fact, Slot slot) {
        String owner = fact.getClass().getName().replace('.', '/');
        String capital =
                Character.toUpperCase(slot.name().charAt(0)) + slot.name().substring(1);
        return getters.contains(new Getter(owner, "get" + capital))
                || getters.contains(new Getter(owner, "is" + capital));
    }

    /** The paths of what functions look at and is missing, in lists and objects among the values. */
    List<String> missingWithin(Map<String, @Nullable Object> seen) {
        var missing = new ArrayList<String>();
        seen.forEach((path, value) -> within(path, value, missing::add));
        return missing;
    }

    private void within(String path, @Nullable Object value, Consumer<String> missing) {
        if (value instanceof Collection<?> list) {
            int i = 0;
            for (Object element : list) {
                String at = path + "[" + i++ + "]";
                if (element == null) {
                    missing.accept(at);
                } else {
                    within(at, element, missing);
                }
            }
        } else if (value != null) {
            FactShape shape = shapes.get(value.getClass());
            for (Slot slot : shape == null ? List.<Slot>of() : shape.slots()) {
                Object held = slot.get(value);
                if (held != null) {
                    within(path + "." + slot.name(), held, missing);
                } else if (reads(classes.getters(), value, slot)) {
                    missing.accept(path + "." + slot.name());
                }
            }
        }
    }
}
