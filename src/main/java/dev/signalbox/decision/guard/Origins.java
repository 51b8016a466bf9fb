package dev.signalbox.decision.guard;

import dev.signalbox.decision.check.DrlFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.jspecify.annotations.Nullable;

/** Where the pack's rules, functions and types are written. */
final class Origins {
    /** Something of a file, with what is expected of it, where it begins, and where the next does. */
    record Origin(@Nullable String rule, String words, DrlFile file, int from, int to) {
        /** Where the first of the words stands that is there; -1 if none is. */
        int find(List<String> wanted) {
            return file.find(wanted, from, to);
        }
    }

    private final Map<String, Origin> rules = new HashMap<>();
    private final Map<String, Origin> functions = new HashMap<>();
    private final Map<String, Origin> types = new HashMap<>();

    void add(DrlFile file) {
        var parts = new ArrayList<BaseDescr>();
        parts.addAll(file.parsed().getTypeDeclarations());
        parts.addAll(file.parsed().getFunctions());
        parts.addAll(file.parsed().getRules());
        int[] starts =
                parts.stream().mapToInt(part -> start(file, part)).sorted().toArray();
        for (BaseDescr part : parts) {
            int from = start(file, part);
            int to = next(starts, from, file.text().length());
            if (part instanceof RuleDescr rule) {
                rules.putIfAbsent(rule.getName(), new Origin(rule.getName(), "conditions and verbs", file, from, to));
            } else if (part instanceof FunctionDescr function) {
                functions.putIfAbsent(
                        function.getName(),
                        new Origin(null, "function " + function.getName() + " to compute", file, from, to));
            } else if (part instanceof TypeDeclarationDescr type) {
                types.putIfAbsent(
                        type.getTypeName(),
                        new Origin(null, "type " + type.getTypeName() + " to hold values", file, from, to));
            }
        }
    }

    private static int start(DrlFile file, BaseDescr part) {
        return file.offset(part.getLine(), Math.max(0, part.getColumn()));
    }

    private static int next(int[] starts, int from, int end) {
        for (int start : starts) {
            if (start > from) {
                return start;
            }
        }
        return end;
    }

    boolean declaresFunction(String name) {
        return functions.containsKey(name);
    }

    boolean declaresType(String name) {
        return types.containsKey(name);
    }

    @Nullable
    Origin rule(String name) {
        // Drools keeps apostrophes escaped, as they stood in its Java.
        return rules.get(name.replace("\\'", "'"));
    }

    @Nullable
    Origin function(String name) {
        return functions.get(name);
    }

    @Nullable
    Origin type(String name) {
        return types.get(name);
    }
}
