package dev.signalbox.decision.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.jspecify.annotations.Nullable;

/** Where the pack's rules, functions and types are written. */
final class Origins {
    /** Something of a file, with what is expected of it, its first line, and the one after its last. */
    record Origin(@Nullable String rule, String words, String path, List<String> lines, int from, int to) {
        /** The line that holds one of the words, the first line if none does. */
        boolean holds(List<String> wanted) {
            return lineOf(wanted, 0) > 0;
        }

        int lineOf(List<String> wanted) {
            return lineOf(wanted, from);
        }

        int lineOf(List<String> wanted, int first) {
            for (String word : wanted) {
                Pattern pattern = Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])");
                for (int line = Math.max(first, from); line < to && line <= lines.size(); line++) {
                    if (pattern.matcher(lines.get(line - 1)).find()) {
                        return line;
                    }
                }
            }
            return first;
        }
    }

    private final Map<String, Origin> rules = new HashMap<>();
    private final Map<String, Origin> functions = new HashMap<>();
    private final Map<String, Origin> types = new HashMap<>();

    void add(String path, String drl, PackageDescr file) {
        List<String> lines = List.of(drl.split("\n", -1));
        var parts = new ArrayList<BaseDescr>();
        parts.addAll(file.getTypeDeclarations());
        parts.addAll(file.getFunctions());
        parts.addAll(file.getRules());
        int[] starts = parts.stream().mapToInt(BaseDescr::getLine).sorted().toArray();
        for (BaseDescr part : parts) {
            int to = lines.size() + 1;
            for (int start : starts) {
                if (start > part.getLine()) {
                    to = start;
                    break;
                }
            }
            if (part instanceof RuleDescr rule) {
                rules.putIfAbsent(
                        rule.getName(),
                        new Origin(rule.getName(), "conditions and verbs", path, lines, rule.getLine(), to));
            } else if (part instanceof FunctionDescr function) {
                functions.putIfAbsent(
                        function.getName(),
                        new Origin(
                                null,
                                "function " + function.getName() + " to compute",
                                path,
                                lines,
                                function.getLine(),
                                to));
            } else if (part instanceof TypeDeclarationDescr type) {
                types.putIfAbsent(
                        type.getTypeName(),
                        new Origin(
                                null,
                                "type " + type.getTypeName() + " to hold values",
                                path,
                                lines,
                                type.getLine(),
                                to));
            }
        }
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
