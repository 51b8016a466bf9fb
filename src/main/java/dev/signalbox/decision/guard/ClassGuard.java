package dev.signalbox.decision.guard;

import dev.signalbox.decision.guard.Origins.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Judges the classes that were made of a pack before one of them runs: they are read as bytes, never loaded, and every
 * class and member that they use must be on a list. However it was written, this is what the machine would run.
 */
final class ClassGuard {
    /** Something a class uses that is not on the list, by its full name, and the words it may be written with. */
    record Use(String inClass, String inMethod, String used, String reason, List<String> words) {}

    private final String packageName;
    private final Origins origins;
    private final Predicate<String> helpers;
    private final Refusals refusals;
    private final Map<String, ClassKind> kinds = new TreeMap<>();
    private final Map<String, String> ruleOf = new HashMap<>();
    private final Map<String, String> enclosing = new HashMap<>();
    private final List<Use> uses = new ArrayList<>();

    ClassGuard(String packageName, Origins origins, Predicate<String> helpers, Refusals refusals) {
        this.packageName = packageName;
        this.origins = origins;
        this.helpers = helpers;
        this.refusals = refusals;
    }

    /** @param classes by internal name */
    void check(Map<String, byte[]> classes) {
        classes.keySet().forEach(name -> kinds.put(name, kind(name)));
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            var reader = new ClassReader(entry.getValue());
            if (!reader.getClassName().equals(entry.getKey())) {
                found(entry.getKey(), "", entry.getKey(), "its name is another's", List.of());
            }
            reader.accept(new ClassScan(this, entry.getKey()), ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        }
        refuseAll();
    }

    private ClassKind kind(String name) {
        // What people declare is a type, also under a name that Drools might give.
        if (name.equals(packageName + "/" + simple(name)) && origins.declaresType(simple(name))) {
            return ClassKind.TYPE;
        }
        ClassKind kind = ClassKind.of(name, packageName);
        return kind == ClassKind.TYPE ? ClassKind.OTHER : kind;
    }

    /** What the class is, or null when it is none of the pack's. */
    @Nullable
    ClassKind kindOf(String internalName) {
        return kinds.get(internalName);
    }

    boolean isFunction(String name) {
        return origins.declaresFunction(name) || helpers.test(name);
    }

    void belongs(String lambdaClass, String rule) {
        // A rule that nobody wrote may share its conditions with one that somebody did.
        if (origins.rule(rule) != null) {
            ruleOf.putIfAbsent(lambdaClass, rule);
        }
    }

    /** Notes that a lambda, as class and method, stands in a method; one within another is read before it. */
    void encloses(String lambda, String place) {
        enclosing.put(lambda, enclosing.getOrDefault(place, place));
        enclosing.replaceAll((inner, outer) -> outer.equals(lambda) ? place : outer);
    }

    void found(String inClass, String inMethod, String used, String reason, List<String> words) {
        uses.add(new Use(inClass, inMethod, used, reason, words));
    }

    /** Of several uses on one line the first is told; one that has no line of its own, only when nothing else is. */
    private void refuseAll() {
        var told = new HashSet<List<Object>>();
        for (boolean precise : new boolean[] {true, false}) {
            for (Use use : uses) {
                Origin origin = origin(use);
                if (origin == null && !told.isEmpty()) {
                    continue;
                }
                int found = origin == null ? -1 : origin.find(use.words());
                Object place = origin == null ? "" : origin;
                int line = origin == null ? 0 : origin.file().line(Math.max(found, origin.from()));
                if (found >= 0 == precise
                        && (precise || !told.contains(List.of(place)))
                        && told.add(List.of(place, line))) {
                    told.add(List.of(place));
                    refuse(use, origin, found);
                }
            }
        }
    }

    private void refuse(Use use, @Nullable Origin origin, int found) {
        String but = ", but " + use.used() + " is used: " + use.reason();
        if (origin == null) {
            refusals.add("", "Expected the safe subset of DRL" + but);
        } else {
            refusals.add(
                    origin.file(), Math.max(found, origin.from()), origin.rule(), "Expected " + origin.words() + but);
        }
    }

    private @Nullable Origin origin(Use use) {
        String outer = use.inClass().replaceFirst("(Lambda\\w+|Rules\\w+)\\$.*", "$1");
        String place = enclosing.getOrDefault(outer + "." + use.inMethod(), outer + "." + use.inMethod());
        Origin origin = origins.rule(ruleOf.getOrDefault(outer, ruleOf.getOrDefault(place, "")));
        if (origin == null) {
            origin = origins.function(place.substring(place.lastIndexOf('.') + 1));
        }
        return origin != null ? origin : origins.type(simple(outer));
    }

    private static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }
}
