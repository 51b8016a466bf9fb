package dev.signalbox.decision.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.ImportDescr;
import org.jspecify.annotations.Nullable;

/** The Java classes that a pack can name: those of the prelude, and what it imports itself. */
final class JavaNames {
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "int", int.class,
            "long", long.class,
            "double", double.class,
            "float", float.class,
            "boolean", boolean.class,
            "short", short.class,
            "byte", byte.class,
            "char", char.class,
            "void", void.class);

    private final List<String> packages =
            new ArrayList<>(List.of("java.lang.", "java.time.", "java.util.", "jakarta.validation.constraints."));
    private final List<String> classes = new ArrayList<>(List.of("java.math.BigDecimal", "jakarta.validation.Valid"));

    JavaNames(List<DrlFile> files) {
        for (DrlFile file : files) {
            for (ImportDescr imported : file.parsed().getImports()) {
                String target = imported.getTarget();
                if (target.endsWith(".*")) {
                    packages.add(target.substring(0, target.length() - 1));
                } else {
                    classes.add(target);
                }
            }
        }
    }

    /** The class of this name, perhaps generic; or null. It is not initialised. */
    @Nullable
    Class<?> find(String name) {
        String plain = name.replaceFirst("<.*", "").strip();
        Class<?> primitive = PRIMITIVES.get(plain);
        if (primitive != null) {
            return primitive;
        }
        for (String full : classes) {
            if (full.endsWith("." + plain)) {
                return load(full);
            }
        }
        for (String in : packages) {
            Class<?> found = load(in + plain);
            if (found != null) {
                return found;
            }
        }
        return plain.contains(".") ? load(plain) : null;
    }

    /** The full name of a class that a file may import, and has to before it uses it; or null. */
    static @Nullable String toImport(String name) {
        return Stream.of("java.math.", "java.time.temporal.", "java.time.format.", "java.util.stream.")
                .map(in -> in + name)
                .filter(full -> Character.isUpperCase(name.charAt(0)) && load(full) != null)
                .findFirst()
                .orElse(null);
    }

    /** The class of this full name; or null. It is not initialised. */
    static @Nullable Class<?> load(String name) {
        try {
            return Class.forName(name, false, JavaNames.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
