package dev.signalbox.decision.unknown;

import dev.signalbox.decision.unknown.Types.Member;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Functions of the companions, for facts that a rule hands on whole: do they lack anything? */
final class Helpers {
    static final String ONE = "signalbox_lacks_";
    static final String EACH = "signalbox_each_lacks_";

    private Helpers() {}

    static String of(Set<String> types, Types declared) {
        var needed = new LinkedHashSet<String>();
        types.forEach(type -> collect(type, declared, needed));
        var text = new StringBuilder();
        for (String type : needed) {
            var tests = new ArrayList<String>();
            for (Member member : declared.members(type)) {
                String value = "one.get" + Character.toUpperCase(member.name().charAt(0))
                        + member.name().substring(1) + "()";
                if (member.counts() && !member.primitive()) {
                    tests.add(value + " == null");
                }
                if (member.nested() != null) {
                    tests.add("(" + value + " != null && " + (member.list() ? EACH : ONE) + member.nested() + "("
                            + value + "))");
                }
            }
            text.append("""
                    function boolean %1$s%3$s(%3$s one) {
                        return one != null && (%4$s);
                    }
                    function boolean %2$s%3$s(List all) {
                        for (int i = 0; all != null && i < all.size(); i++) {
                            if (%1$s%3$s((%3$s) all.get(i))) {
                                return true;
                            }
                        }
                        return false;
                    }
                    """.formatted(ONE, EACH, type, tests.isEmpty() ? "false" : String.join(" || ", tests)));
        }
        return text.toString();
    }

    private static void collect(String type, Types declared, Set<String> needed) {
        if (needed.add(type)) {
            declared.members(type).stream()
                    .filter(member -> member.nested() != null)
                    .forEach(member -> collect(String.valueOf(member.nested()), declared, needed));
        }
    }
}
