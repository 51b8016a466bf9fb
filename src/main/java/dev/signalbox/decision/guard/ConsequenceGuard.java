package dev.signalbox.decision.guard;

import dev.signalbox.decision.check.DrlFile;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;

/** Judges what a rule does: it speaks by `route`, and changes nothing that another rule sees. */
final class ConsequenceGuard {
    private static final int MAX_CHARS = 8_000;
    private static final Pattern NO_CODE =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|//[^\n]*|(?s:/\\*.*?\\*/)");
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

    private final DrlFile file;
    private final RuleDescr rule;
    private final Refusals refusals;

    ConsequenceGuard(DrlFile file, RuleDescr rule, Refusals refusals) {
        this.file = file;
        this.rule = rule;
        this.refusals = refusals;
    }

    void check() {
        String java = String.valueOf(rule.getConsequence());
        if (java.length() > MAX_CHARS) {
            refusals.add(
                    file,
                    file.offset(rule.getLine(), Math.max(0, rule.getColumn())),
                    rule.getName(),
                    "Expected at most " + MAX_CHARS + " characters after `then`, but there are " + java.length()
                            + "; write a function");
        }
        Matcher call = CALL.matcher(NO_CODE.matcher(java).replaceAll(" "));
        while (call.find()) {
            String word = call.group(1) != null ? call.group(1) : call.group(2);
            int then = file.offset(rule.getConsequenceLine(), 0);
            int found = file.find(List.of(word), then, rule.getEndCharacter() + 1);
            refusals.add(file, Math.max(found, then), rule.getName(), "Expected no `" + word + "`: " + WORDS.get(word));
        }
    }
}
