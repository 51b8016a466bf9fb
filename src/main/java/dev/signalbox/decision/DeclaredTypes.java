package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.kie.api.KieBase;
import org.kie.api.definition.type.FactType;

/** The types declared in a pack's DRL, as shapes that facts are made by. */
final class DeclaredTypes {
    private static final Map<Class<?>, Kind> KINDS = Map.of(
            String.class, Kind.TEXT,
            Integer.class, Kind.INTEGER,
            Long.class, Kind.INTEGER,
            BigDecimal.class, Kind.DECIMAL,
            Double.class, Kind.DECIMAL,
            Float.class, Kind.DECIMAL,
            Boolean.class, Kind.BOOLEAN,
            LocalDate.class, Kind.DATE,
            LocalDateTime.class, Kind.DATE_TIME,
            Instant.class, Kind.INSTANT);
    private static final String EXPECTED =
            "Expected String, Integer, Long, BigDecimal, Double, Float, Boolean, LocalDate,"
                    + " LocalDateTime, Instant, a declared type or a List of one of them";

    private final KieBase rules;
    private final String packageName;
    private final Map<Class<?>, FactShape> shapes = new HashMap<>();
    private final Set<Class<?>> open = new HashSet<>();

    DeclaredTypes(KieBase rules, String packageName) {
        this.rules = rules;
        this.packageName = packageName;
    }

    boolean declares(String name) {
        return rules.getFactType(packageName, name) != null;
    }

    /**
     * The shape of a declared type and of all it holds.
     *
     * @throws IllegalArgumentException when it holds what an item cannot
     */
    FactShape shape(String name) {
        FactType type = Objects.requireNonNull(rules.getFactType(packageName, name), name);
        return shape(type.getFactClass());
    }

    private FactShape shape(Class<?> java) {
        FactShape known = shapes.get(java);
        if (known != null) {
            return known;
        }
        String name = java.getSimpleName();
        require(open.add(java), "Expected types that do not hold themselves, but " + name + " does");
        try {
            var slots = new ArrayList<Slot>();
            for (Class<?> c = java; c != Object.class && c != null; c = c.getSuperclass()) {
                var own = new ArrayList<Slot>();
                for (var field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        own.add(slot(java, field));
                    }
                }
                slots.addAll(0, own);
            }
            MethodHandle constructor = MethodHandles.publicLookup()
                    .findConstructor(java, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
            var fields = slots.stream()
                    .map(s -> new Field(
                            s.name(),
                            s.kind(),
                            s.list(),
                            s.nested() == null ? null : s.nested().type()))
                    .toList();
            var shape = new FactShape(ItemType.of(name, fields), java, constructor, List.copyOf(slots));
            shapes.put(java, shape);
            return shape;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Expected " + name + " to be a plain declared type, but " + e, e);
        } finally {
            open.remove(java);
        }
    }

    private Slot slot(Class<?> owner, java.lang.reflect.Field field) throws ReflectiveOperationException {
        String what = owner.getSimpleName() + "." + field.getName();
        boolean list = List.class == field.getType();
        Class<?> element = boxed(list ? argument(field.getGenericType(), what) : field.getType());
        boolean declared = element.getName().equals(packageName + "." + element.getSimpleName())
                && !element.isEnum()
                && declares(element.getSimpleName());
        Kind kind = declared ? Kind.OBJECT : KINDS.get(element);
        if (kind == null) {
            throw new IllegalArgumentException(EXPECTED + ", but " + what + " is a " + element.getSimpleName());
        }
        String capital = Character.toUpperCase(field.getName().charAt(0))
                + field.getName().substring(1);
        var lookup = MethodHandles.publicLookup();
        MethodHandle getter = lookup.findVirtual(owner, "get" + capital, MethodType.methodType(field.getType()));
        MethodHandle setter =
                lookup.findVirtual(owner, "set" + capital, MethodType.methodType(void.class, field.getType()));
        return new Slot(
                field.getName(),
                kind,
                list,
                element,
                declared ? shape(element) : null,
                getter.asType(MethodType.methodType(Object.class, Object.class)),
                setter.asType(MethodType.methodType(void.class, Object.class, Object.class)));
    }

    private static Class<?> argument(Type list, String what) {
        if (list instanceof ParameterizedType generic && generic.getActualTypeArguments()[0] instanceof Class<?> c) {
            return c;
        }
        throw new IllegalArgumentException(
                "Expected List<…> with one plain or declared type, but " + what + " is " + list.getTypeName());
    }

    private static Class<?> boxed(Class<?> java) {
        return MethodType.methodType(java).wrap().returnType();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The shape of a type when it is declared and has one; what other types hold is the rules' own affair. */
    Optional<FactShape> shapeIfAny(String name) {
        try {
            return declares(name) ? Optional.of(shape(name)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
