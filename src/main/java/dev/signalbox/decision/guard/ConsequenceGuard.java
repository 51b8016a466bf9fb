package dev.signalbox.decision.guard;

import dev.signalbox.decision.guard.Origins.Origin;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Judges what a rule does: it speaks by `route`, and changes nothing that another rule sees. */
final class ConsequenceGuard {
    private static final int MAX_CHARS = 8_000;
    private static final Pattern NO_CODE =
            Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'|//[^\n]*|(?s:/\\*.*?\\*/)");
    private static final String AS_IT_CAME =
            "every rule sees the item as it came, so that their order never matters; say it with route.set or a vote";
    private static final Map<String, String> WORDS = Map.of(
            "insert", AS_IT_CAME,
            "insertLogical", AS_IT_CAME,
            "update", AS_IT_CAME,
            "modify", AS_IT_CAME,
            "delete", AS_IT_CAME,
            "retract", AS_IT_CAME,
            "halt", "the other rules would be silenced, but every rule has its vote",
            "drools", "rules do not reach the rule engine",
            "kcontext", "rules do not reach the rule engine");
    private static final Pattern CALL = Pattern.compile(
            "(?<![\\w$.])(?:(insertLogical|insert|update|modify|delete|retract|halt)\\s*\\(|(drools|kcontext)\\b)");

    private final String path;
    private final RuleDescr rule;
    private final @Nullable Origin origin;
    private final Refusals refusals;

    ConsequenceGuard(String path, RuleDescr rule, @Nullable Origin origin, Refusals refusals) {
        this.path = path;
        this.rule = rule;
        this.origin = origin;
        this.refusals = refusals;
    }

    void check() {
        String java = String.valueOf(rule.getConsequence());
        if (java.length() > MAX_CHARS) {
            refusals.add(
                    path,
                    rule.getLine(),
                    rule.getName(),
                    "Expected at most " + MAX_CHARS + " characters after `then`, but there are " + java.length()
                            + "; write a function");
        }
        Matcher call = CALL.matcher(NO_CODE.matcher(java).replaceAll(" "));
        while (call.find()) {
            String word = call.group(1) != null ? call.group(1) : call.group(2);
            int then = rule.getConsequenceLine();
            int line = origin == null ? then : origin.lineOf(List.of(word), then);
            refusals.add(path, line, rule.getName(), "Expected no `" + word + "`: " + WORDS.get(word));
        }
    }
}
