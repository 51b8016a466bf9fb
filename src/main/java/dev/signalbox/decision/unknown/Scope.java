package dev.signalbox.decision.unknown;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names mean at one place in a rule: the fields of the pattern, and the variables bound so far. */
final class Scope {
    /**
     * A variable.
     *
     * @param type the declared type that it is, or that its path starts from; null when it is anything else
     * @param path the fields from there to its value; empty for a whole fact
     * @param lost bound by what had to be left out: its value is unknown
     * @param made a value that was worked out from others
     */
    record Variable(@Nullable String type, List<String> path, boolean lost, boolean made) {
        static final Variable LOST = new Variable(null, List.of(), true, false);
        static final Variable PLAIN = new Variable(null, List.of(), false, false);
        static final Variable MADE = new Variable(null, List.of(), false, true);
    }

    final Types types;
    private final Map<String, Variable> variables;

    /** The declared type of the pattern, or null. */
    @Nullable
    String pattern;

    /** Variables that the pattern itself binds: they stand for its fields. */
    private final Map<String, Variable> own = new HashMap<>();

    /** The fields whose absence would matter. */
    final Set<Field> reads;

    /** Types whose facts are handed on whole, so that a helper looks for what they lack. */
    final Set<String> whole;

    Scope(Types types) {
        this(types, new HashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    private Scope(Types types, Map<String, Variable> variables, Set<Field> reads, Set<String> whole) {
        this.types = types;
        this.variables = variables;
        this.reads = reads;
        this.whole = whole;
    }

    /** A scope whose variables end with it. */
    Scope inner() {
        return new Scope(types, new HashMap<>(variables), reads, whole);
    }

    void enter(@Nullable String type) {
        pattern = type;
        own.clear();
    }

    void leave() {
        variables.putAll(own);
        own.clear();
        pattern = null;
    }

    void bind(String name, Variable variable) {
        own.put(name, variable);
    }

    /** A variable of an earlier pattern, or null. */
    @Nullable
    Variable variable(String name) {
        return variables.get(name);
    }

    /** A variable that the pattern itself binds, or null. */
    @Nullable
    Variable own(String name) {
        return own.get(name);
    }

    void lose(Set<String> names) {
        names.forEach(name -> variables.put(name, Variable.LOST));
    }
}
