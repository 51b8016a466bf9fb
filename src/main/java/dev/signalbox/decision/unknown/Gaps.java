package dev.signalbox.decision.unknown;

import dev.signalbox.decision.unknown.Scope.Variable;
import dev.signalbox.decision.unknown.Types.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The places at which an expression reads what may be missing: text in, text out. */
final class Gaps {
    private static final Pattern STRINGS = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'");
    private static final Pattern CHAIN =
            Pattern.compile("(?<![\\w$.])[A-Za-z_$][\\w$]*(\\s*!?\\.\\s*[A-Za-z_$][\\w$]*(\\(\\))?)*+");
    private static final Pattern LINK = Pattern.compile("\\s*(!?)\\.\\s*");
    private static final Set<String> OF_A_LIST = Set.of("size", "size()", "isEmpty", "isEmpty()", "empty");

    private final Scope scope;
    private final Map<String, String> unknown = new LinkedHashMap<>();
    private final Set<Field> reads = new LinkedHashSet<>();
    private final Set<String> whole = new LinkedHashSet<>();
    private boolean lost;

    private Gaps(Scope scope) {
        this.scope = scope;
    }

    /** @param elements whether the lists and objects that it hands on are looked into */
    static Gaps of(String expression, Scope scope, boolean elements) {
        var gaps = new Gaps(scope);
        String text = STRINGS.matcher(expression).replaceAll("\"\"");
        Matcher chain = CHAIN.matcher(text);
        while (chain.find()) {
            String rest = text.substring(chain.end()).stripLeading();
            gaps.chain(chain.group(), elements && !rest.startsWith("=="), rest.startsWith("("));
        }
        return gaps;
    }

    /** Whether it reads a variable of what was left out. */
    boolean lost() {
        return lost;
    }

    boolean none() {
        return unknown.isEmpty();
    }

    /** Notes in the scope what was read, since it matters. */
    Gaps noted() {
        scope.reads.addAll(reads);
        scope.whole.addAll(whole);
        return this;
    }

    /** True where something is missing. */
    String any() {
        return String.join(" || ", unknown.keySet());
    }

    /** Conditions that hold where it is there, one for each place. */
    String all() {
        return String.join(" && ", unknown.values());
    }

    List<String> tests() {
        return List.copyOf(unknown.keySet());
    }

    private void chain(String text, boolean elements, boolean call) {
        var names = new ArrayList<String>();
        var safe = new ArrayList<Boolean>();
        Matcher link = LINK.matcher(text);
        int from = 0;
        while (link.find()) {
            names.add(text.substring(from, link.start()).strip());
            safe.add(!link.group(1).isEmpty());
            from = link.end();
        }
        names.add(text.substring(from).strip());
        safe.add(false);
        String first = names.get(0);
        if (call && names.size() == 1) {
            return;
        }
        Variable own = scope.own(first);
        Variable variable = scope.variable(first);
        if ((own != null && own.made()) || (variable != null && variable.made())) {
            throw new NotTold(first);
        }
        if (own != null && own.type() != null) {
            // Within its own pattern a variable stands for the field.
            var path = new ArrayList<>(own.path());
            var marks = new ArrayList<Boolean>(path.stream().map(name -> false).toList());
            path.addAll(names.subList(1, names.size()));
            marks.addAll(safe.subList(1, safe.size()));
            marks.add(false);
            walk(scope.pattern, "", path, marks, 0, elements);
        } else if (variable != null) {
            lost |= variable.lost();
            variable(variable, names, safe, elements);
        } else if (first.equals("this")) {
            walk(scope.pattern, "this", names, safe, 1, elements);
        } else if (scope.types.member(scope.pattern, first) != null) {
            walk(scope.pattern, "", names, safe, 0, elements);
        }
    }

    private void variable(Variable variable, List<String> names, List<Boolean> safe, boolean elements) {
        String type = variable.type();
        String name = names.get(0);
        if (variable.path().isEmpty()) {
            walk(type, name, names, safe, 1, elements);
            return;
        }
        Member last = null;
        for (String field : variable.path()) {
            last = scope.types.member(type, field);
            if (last == null) {
                return;
            }
            read(String.valueOf(type), last);
            type = last.nested();
        }
        if (last != null && !last.primitive()) {
            if (last.counts()) {
                put(name + " == null", name + " != null");
            }
            if (last.nested() != null) {
                after(last, name, names, safe, 1, elements, safe.get(0) ? name + " != null && " : "");
            }
        }
    }

    private void walk(
            @Nullable String type, String start, List<String> names, List<Boolean> safe, int from, boolean elements) {
        walk(type, start, names, safe, from, elements, "");
    }

    private void walk(
            @Nullable String type,
            String start,
            List<String> names,
            List<Boolean> safe,
            int from,
            boolean elements,
            String guard) {
        Member member = from < names.size() ? scope.types.member(type, names.get(from)) : null;
        if (member == null) {
            if (elements && type != null && from == names.size()) {
                whole(type, start.isEmpty() ? "this" : start, false, guard);
            }
            return;
        }
        read(String.valueOf(type), member);
        if (member.primitive()) {
            return;
        }
        String here = (start.isEmpty() ? "" : start + ".") + member.name();
        boolean answered = safe.get(from);
        if (member.counts() && !answered) {
            put(guarded(guard, here + " == null"), known(guard, here + " == null"));
        }
        if (member.nested() != null) {
            after(member, here, names, safe, from + 1, elements, answered ? guard + here + " != null && " : guard);
        }
    }

    private void after(
            Member member,
            String here,
            List<String> names,
            List<Boolean> safe,
            int next,
            boolean elements,
            String guard) {
        if (!member.list()) {
            walk(member.nested(), here, names, safe, next, elements, guard);
        } else if (elements && !(next < names.size() && OF_A_LIST.contains(names.get(next)))) {
            whole(String.valueOf(member.nested()), here, true, guard);
        }
    }

    private void whole(String type, String value, boolean list, String guard) {
        whole.add(type);
        scope.types.members(type).forEach(member -> read(type, member));
        String call = (list ? Helpers.EACH : Helpers.ONE) + type + "( " + value + " )";
        put(guarded(guard, call), known(guard, call));
    }

    private static String guarded(String guard, String test) {
        return guard.isEmpty() ? test : "( " + guard + test + " )";
    }

    private static String known(String guard, String test) {
        return guard.isEmpty() && test.endsWith(" == null")
                ? test.replace(" == null", " != null")
                : "!( " + guard + test + " )";
    }

    private void read(String type, Member member) {
        if (member.counts()) {
            reads.add(new Field(type, member.name()));
        }
    }

    private void put(String ifUnknown, String ifKnown) {
        unknown.put(ifUnknown, ifKnown);
    }
}
