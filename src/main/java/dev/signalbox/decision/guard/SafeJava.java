package dev.signalbox.decision.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** The classes and members that code may use, as the files beside this class list them. */
final class SafeJava {
    private record Members(boolean all, Set<String> allowed, Set<String> denied) {
        boolean allow(String member) {
            return allowed.contains(member) || (all && !denied.contains(member));
        }
    }

    /** Members of every class that lead out of it. */
    private static final Set<String> NEVER = Set.of(
            "getClass",
            "getDeclaringClass",
            "wait",
            "notify",
            "notifyAll",
            "finalize",
            "describeConstable",
            "resolveConstantDesc");

    /** Whose hash code is made of its value alone, and the same on every machine. */
    private static final Set<String> HASHED_BY_VALUE = Set.of(
            "java/lang/String",
            "java/lang/Boolean",
            "java/lang/Character",
            "java/lang/Byte",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double",
            "java/math/BigDecimal",
            "java/math/BigInteger",
            "java/time/Instant",
            "java/time/LocalDate",
            "java/time/LocalDateTime",
            "java/time/LocalTime");

    /** What people write. */
    static final SafeJava WRITTEN = new SafeJava("safe-java.txt", null);

    /** What Drools writes around it. */
    static final SafeJava GENERATED = new SafeJava("generated-java.txt", WRITTEN);

    private final Map<String, Members> classes = new HashMap<>();
    /** The longest first, so that a part of a package may be left out. */
    private final Map<String, Members> prefixes =
            new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private final @Nullable SafeJava base;

    private SafeJava(String resource, @Nullable SafeJava base) {
        this.base = base;
        try (InputStream in = Objects.requireNonNull(SafeJava.class.getResourceAsStream(resource), resource)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] parts = line.split(":", 2);
        List<String> words = List.of(parts[1].strip().split(" +"));
        var members = new Members(
                words.contains("*"),
                words.stream().filter(word -> !word.startsWith("-")).collect(Collectors.toSet()),
                words.stream()
                        .filter(word -> word.startsWith("-"))
                        .map(word -> word.substring(1))
                        .collect(Collectors.toSet()));
        String name = parts[0].replace('.', '/');
        if (name.endsWith("*")) {
            prefixes.put(name.substring(0, name.length() - 1), members);
        } else {
            classes.put(name, members);
        }
    }

    /** The classes by their names as they are imported. */
    Set<String> names() {
        return classes.keySet().stream().map(name -> name.replace('/', '.')).collect(Collectors.toSet());
    }

    /** Whether Java has a class of this name; it is not initialised. */
    static boolean exists(String name) {
        try {
            return Class.forName(name, false, SafeJava.class.getClassLoader()) != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private @Nullable Members members(String owner) {
        Members members = classes.get(owner);
        if (members == null) {
            for (Map.Entry<String, Members> prefix : prefixes.entrySet()) {
                if (owner.startsWith(prefix.getKey())) {
                    return prefix.getValue();
                }
            }
        }
        return members;
    }

    /** Whether values of the class may be held and passed on; its name is as class files have it. */
    boolean allowsType(String internal) {
        return members(internal) != null || (base != null && base.allowsType(internal));
    }

    /** Whether the member may be used, leaving its parameters aside. */
    boolean allows(String owner, String member) {
        boolean hash = member.equals("hashCode") && base == null && !HASHED_BY_VALUE.contains(owner);
        if (hash || NEVER.contains(member)) {
            return false;
        }
        Members members = members(owner);
        return (members != null && members.allow(member)) || (base != null && base.allows(owner, member));
    }

    /** The class at the bottom of an array, or empty for a primitive. */
    static String elementOf(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        return element.getSort() == Type.OBJECT ? element.getInternalName() : "";
    }
}
