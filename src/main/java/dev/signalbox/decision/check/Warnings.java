package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;
import org.jspecify.annotations.Nullable;

/** What loads, and is hardly meant: only what can be shown is told. */
final class Warnings {
    private static final Pattern VOTES = Pattern.compile("\\b(route|insert\\w*|update|modify|delete|retract)\\b");
    private static final Pattern BOUND =
            Pattern.compile("([A-Za-z_]\\w*)\\s*(==|!=|<=|>=|<|>)\\s*(-?\\d+(?:\\.\\d+)?B?|\"[^\"]*\"|null)");

    private static final Pattern FILLED = Pattern.compile("\\.set\\(\\s*\"(\\w+)\"");

    private final ProcessDefinition definition;
    private final List<DrlFile> files;
    private final List<PackFault> found = new ArrayList<>();
    private final Map<String, Named> said = new LinkedHashMap<>();

    private record Named(DrlFile file, RuleDescr rule) {}

    private Warnings(ProcessDefinition definition, List<DrlFile> files) {
        this.definition = definition;
        this.files = files;
    }

    static List<PackFault> of(ProcessDefinition definition, List<DrlFile> files) {
        var warnings = new Warnings(definition, files);
        for (DrlFile file : files) {
            for (RuleDescr rule : file.parsed().getRules()) {
                if (rule.isRule()) {
                    warnings.rule(file, rule);
                }
            }
        }
        warnings.unread();
        return warnings.found;
    }

    private void rule(DrlFile file, RuleDescr rule) {
        String does = words(String.valueOf(rule.getConsequence()));
        if (!VOTES.matcher(does).find()) {
            warn(file, rule, "the rule never votes: nothing after then says route. …");
        }
        PatternDescr pattern = onlyPattern(rule);
        if (pattern == null) {
            return;
        }
        List<String> conditions = conditions(pattern);
        String contradiction = contradiction(conditions);
        if (contradiction != null) {
            warn(file, rule, "the rule can never match: " + contradiction);
        }
        String same = pattern.getObjectType()
                + new TreeSet<>(conditions.stream().map(Warnings::squeezed).toList())
                + squeezed(does(rule));
        Named first = said.putIfAbsent(same, new Named(file, rule));
        if (first != null) {
            warn(
                    file,
                    rule,
                    "the rule says the same of the same items as \""
                            + first.rule().getName() + "\" in " + first.file().path());
        }
    }

    /** The one pattern that a rule consists of, or null. */
    private static @Nullable PatternDescr onlyPattern(RuleDescr rule) {
        List<BaseDescr> conditions = rule.getLhs().getDescrs();
        return conditions.size() == 1
                        && conditions.get(0) instanceof PatternDescr pattern
                        && pattern.getSource() == null
                ? pattern
                : null;
    }

    private static List<String> conditions(PatternDescr pattern) {
        var texts = new ArrayList<String>();
        for (BaseDescr condition : pattern.getDescrs()) {
            texts.add(
                    condition instanceof ExpressionDescr expression
                            ? expression.getExpression().strip()
                            : condition.toString());
        }
        return texts;
    }

    /** Two conditions that exclude one another, in words; null when none are known to. */
    private static @Nullable String contradiction(List<String> conditions) {
        var bounds = new HashMap<String, List<Matcher>>();
        for (String condition : conditions) {
            for (String part : condition.split("&&", -1)) {
                Matcher bound = BOUND.matcher(part.strip());
                if (bound.matches()) {
                    bounds.computeIfAbsent(bound.group(1), field -> new ArrayList<>())
                            .add(bound);
                }
            }
        }
        for (List<Matcher> ofField : bounds.values()) {
            for (int i = 0; i < ofField.size(); i++) {
                for (Matcher other : ofField.subList(i + 1, ofField.size())) {
                    if (exclude(ofField.get(i), other) || exclude(other, ofField.get(i))) {
                        return ofField.get(i).group() + " and " + other.group() + " exclude one another";
                    }
                }
            }
        }
        return null;
    }

    private static boolean exclude(Matcher one, Matcher other) {
        String a = one.group(3);
        String b = other.group(3);
        String does = one.group(2);
        String says = other.group(2);
        if (does.equals("==") && says.equals("==")) {
            return !same(a, b);
        }
        if (does.equals("==") && says.equals("!=")) {
            return same(a, b);
        }
        BigDecimal low = number(a);
        BigDecimal high = number(b);
        if (low == null || high == null) {
            return false;
        }
        int compared = low.compareTo(high);
        if (does.equals("==")) {
            return switch (says) {
                case "<" -> compared >= 0;
                case "<=" -> compared > 0;
                case ">" -> compared <= 0;
                case ">=" -> compared < 0;
                default -> false;
            };
        }
        boolean lower = does.startsWith(">") && says.startsWith("<");
        boolean touching = does.equals(">=") && says.equals("<=");
        return lower && (touching ? compared > 0 : compared >= 0);
    }

    private static boolean same(String a, String b) {
        BigDecimal one = number(a);
        BigDecimal other = number(b);
        return (one != null && other != null) ? one.compareTo(other) == 0 : a.equals(b);
    }

    private static @Nullable BigDecimal number(String text) {
        return text.matches("-?\\d.*") ? new BigDecimal(text.replace("B", "")) : null;
    }

    /** Fields that nothing looks at: no rule, no constraint, no key and no reference table. */
    private void unread() {
        Set<String> read = new HashSet<>(definition.key());
        definition.reference().values().forEach(table -> read.addAll(table.key().values()));
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

    private void warn(DrlFile file, RuleDescr rule, String message) {
        int start = file.offset(Math.max(1, rule.getLine()), Math.max(0, rule.getColumn()));
        found.add(file.fault(start, rule.getName(), message).asWarning());
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

    private static String squeezed(String code) {
        return String.join(" ", Token.of(code).stream().map(Token::text).toList());
    }
}
