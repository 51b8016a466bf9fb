package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** What loads, and is hardly meant: only what can be shown is told. */
final class Warnings {
    private static final Pattern VOTES = Pattern.compile("\\b(route|insert\\w*|update|modify|delete|retract)\\b");

    private final ProcessDefinition definition;
    private final DeclaredNames names;
    private final List<DrlFile> files;
    private final List<PackFault> found = new ArrayList<>();
    private final Map<String, List<Spoken>> said = new LinkedHashMap<>();

    Warnings(ProcessDefinition definition, DeclaredNames names, List<DrlFile> files) {
        this.definition = definition;
        this.names = names;
        this.files = files;
    }

    List<PackFault> all(List<Spoken> rules) {
        rules.forEach(this::rule);
        found.addAll(Overruled.among(rules, names));
        found.addAll(Unread.in(definition, names, files));
        return found;
    }

    private void rule(Spoken spoken) {
        if (!VOTES.matcher(words(spoken.consequence())).find()) {
            warn(spoken, "the rule never votes: nothing after then says route. …");
        }
        for (PatternDescr pattern : spoken.patterns()) {
            if (spoken.condition(pattern, names).isNever()) {
                warn(spoken, "the rule can never match: " + excluded(spoken, pattern));
            }
        }
        if (spoken.outcome() != null && spoken.isAlone() && spoken.main(names).isAlways()) {
            found.add(spoken.fault("the rule matches every item, so that none ever reaches the fallback queue '"
                            + definition.fallback() + "'")
                    .suggesting("say which items it is about")
                    .asWarning());
        }
        List<Spoken> alike = said.computeIfAbsent(spoken.says(), words -> new ArrayList<>());
        for (Spoken other : alike) {
            boolean covered = spoken.isCoveredBy(other, names);
            boolean covers = other.isCoveredBy(spoken, names);
            if (covered && covers) {
                warn(spoken, "the rule says the same of the same items as " + other.place());
            } else if (covered || covers) {
                Spoken wider = covered ? other : spoken;
                warn(
                        covered ? spoken : other,
                        "the rule is covered by " + wider.place() + ", which matches whatever it matches, and says the"
                                + " same");
            }
        }
        alike.add(spoken);
    }

    /** Two conditions that exclude one another, in words. */
    private String excluded(Spoken spoken, PatternDescr pattern) {
        var parts = new ArrayList<String>();
        for (BaseDescr condition : pattern.getDescrs()) {
            if (condition instanceof ExpressionDescr expression) {
                List.of(expression.getExpression().split("&&", -1)).forEach(part -> parts.add(part.strip()));
            }
        }
        var reader = new ConditionReader(names.fields(pattern.getObjectType()), spoken.name());
        for (String one : parts) {
            for (String other : parts.subList(parts.indexOf(one) + 1, parts.size())) {
                if (reader.read(one).and(reader.read(other)).isNever()) {
                    return one + " and " + other + " exclude one another";
                }
            }
        }
        return "its conditions exclude one another";
    }

    private void warn(Spoken spoken, String message) {
        found.add(spoken.fault(message).asWarning());
    }

    /** Without texts and comments, which may hold any word. */
    private static String words(String code) {
        return String.join(
                " ",
                Token.of(code).stream().filter(Token::isWord).map(Token::text).toList());
    }
}
