package dev.signalbox.decision.contain;

import dev.signalbox.decision.contain.Lambda.Getter;
import dev.signalbox.decision.contain.Lambda.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * The classes of a pack, changed so that what one rule throws is handed to the hook.
 *
 * @param bytes by internal name
 * @param lambdas by internal name
 * @param getters that functions call
 */
public record ContainedClasses(Map<String, byte[]> bytes, Map<String, Lambda> lambdas, Set<Getter> getters) {
    /** What is known of a lambda before it is known who uses it. */
    record Read(String hash, Kind kind, Set<Getter> getters, List<String> parameters) {}

    /**
     * The same.
     *
     * @param classes as compiled, by internal name
     * @param hook internal name of the class with the static methods {@code failed} and {@code accFunction}
     * @param comparisons internal name of the class whose static methods compare, instead of those of Drools
     * @param collecting internal name of the class that collects
     */
    public static ContainedClasses of(Map<String, byte[]> classes, String hook, String comparisons, String collecting) {
        var bytes = new TreeMap<String, byte[]>();
        var read = new HashMap<String, Read>();
        var users = new HashMap<String, Set<String>>();
        var getters = new HashSet<Getter>();
        classes.forEach((name, original) -> {
            var reader = new ClassReader(original);
            var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            if (LambdaClass.is(reader)) {
                var lambda = new LambdaClass(writer, hook, comparisons, classes.keySet());
                reader.accept(lambda, 0);
                read.put(name, lambda.read());
            } else {
                reader.accept(
                        new RuleMethods(
                                writer,
                                hook,
                                comparisons,
                                collecting,
                                (rule, used) -> users.computeIfAbsent(used, u -> new LinkedHashSet<>())
                                        .add(rule),
                                getters::add),
                        0);
            }
            bytes.put(name, writer.toByteArray());
        });
        return new ContainedClasses(bytes, lambdas(read, users), Set.copyOf(getters));
    }

    /** Drools runs one of several lambdas that say the same, for all the rules that use any of them. */
    private static Map<String, Lambda> lambdas(Map<String, Read> read, Map<String, Set<String>> users) {
        var byHash = new HashMap<String, Set<String>>();
        read.forEach((name, lambda) -> byHash.computeIfAbsent(lambda.hash(), hash -> new LinkedHashSet<>())
                .addAll(users.getOrDefault(name, Set.of())));
        var lambdas = new HashMap<String, Lambda>();
        read.forEach((name, lambda) -> {
            @Nullable Set<String> rules = byHash.get(lambda.hash());
            lambdas.put(
                    name,
                    new Lambda(
                            lambda.kind(),
                            Set.copyOf(rules == null ? Set.of() : rules),
                            Set.copyOf(lambda.getters()),
                            List.copyOf(lambda.parameters())));
        });
        return lambdas;
    }
}
