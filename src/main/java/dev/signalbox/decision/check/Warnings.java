package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;

/** What loads, and is hardly meant: only what can be shown is told. */
final class Warnings {
    private static final Pattern VOTES = Pattern.compile("\\b(route|insert\\w*|update|modify|delete|retract)\\b");
    private static final Pattern FILLED = Pattern.compile("\\.set\\(\\s*\"(\\w+)\"");

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
        unread();
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

    /** Fields that nothing looks at: no rule, no constraint, no key and no reference table. */
    private void unread() {
        Set<String> read = new HashSet<>(definition.key().fields());
        definition.queues().values().stream()
                .map(queue -> queue.due().field())
                .filter(Objects::nonNull)
                .forEach(read::add);
        definition.reference().values().forEach(table -> read.addAll(table.fields()));
        for (DrlFile file : files) {
            file.parsed().getRules().forEach(rule -> read(file, rule, read));
            file.parsed().getFunctions().forEach(function -> names(function.getBody(), read));
        }
        for (DrlFile file : files) {
            for (TypeDeclarationDescr type : file.parsed().getTypeDeclarations()) {
                if (type.getTypeName().equals(definition.item())) {
                    type.getFields().values().stream()
                            .filter(field -> field.getAnnotations().isEmpty() && !read.contains(field.getFieldName()))
                            .forEach(field -> unread(file, type, field));
                }
            }
        }
    }

    private static void read(DrlFile file, RuleDescr rule, Set<String> read) {
        int start = file.offset(Math.max(1, rule.getLine()), Math.max(0, rule.getColumn()));
        int end = Math.min(file.text().length(), Math.max(start, rule.getEndCharacter() + 1));
        names(file.text().substring(start, end), read);
        // What a rule fills in is for whoever works the item, and needs no rule to read it.
        FILLED.matcher(does(rule)).results().forEach(filled -> read.add(filled.group(1)));
    }

    private static void names(String code, Set<String> read) {
        for (Token token : Token.of(code)) {
            String word = token.text();
            if (token.isWord()) {
                read.add(word);
                Matcher getter = Pattern.compile("(?:get|is)([A-Z])(\\w*)").matcher(word);
                if (getter.matches()) {
                    read.add(getter.group(1).toLowerCase(Locale.ROOT) + getter.group(2));
                }
            }
        }
    }

    private void unread(DrlFile file, TypeDeclarationDescr type, TypeFieldDescr field) {
        int start = file.offset(Math.max(1, type.getLine()), Math.max(0, type.getColumn()));
        Matcher place = Pattern.compile("\\b" + Pattern.quote(field.getFieldName()) + "\\s*:")
                .matcher(file.text());
        int at = place.find(start) ? place.start() : start;
        found.add(file.fault(
                        at,
                        null,
                        "no rule reads " + type.getTypeName() + "." + field.getFieldName()
                                + ", and it has no constraint")
                .asWarning());
    }

    private void warn(Spoken spoken, String message) {
        found.add(spoken.fault(message).asWarning());
    }

    private static String does(RuleDescr rule) {
        return Objects.toString(rule.getConsequence(), "");
    }

    /** Without texts and comments, which may hold any word. */
    private static String words(String code) {
        return String.join(
                " ",
                Token.of(code).stream().filter(Token::isWord).map(Token::text).toList());
    }
}
