package dev.signalbox.decision.check;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verbs that may follow {@code route}, or what another verb left, as their class declares them. */
record Verbs(Class<?> declared) {

    Set<String> names() {
        return methods().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Method> find(String name) {
        return methods().filter(method -> method.getName().equals(name)).findFirst();
    }

    private Stream<Method> methods() {
        return Arrays.stream(declared.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    /** {@code full(outcome, reason)}. */
    static String signature(Method verb) {
        return verb.getName() + "("
                + Arrays.stream(verb.getParameters()).map(Parameter::getName).collect(Collectors.joining(", ")) + ")";
    }

    static List<String> parameters(Method verb) {
        return Arrays.stream(verb.getParameters()).map(Parameter::getName).toList();
    }
}
