package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** The texts that rules compare fields of the item with, word for word: by the path of the field, with the rules' names. */
final class NamedValues {
    private static final String TEXT = "(?:\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+')";
    private static final String FIELD = "(?<![\\w$.\"'])([A-Za-z_$][\\w$]*+(?:!?\\.[A-Za-z_$][\\w$]*+)*+)";
    private static final String EQUAL = "\\s*(?:==|!=)\\s*";
    private static final Pattern COMPARED = Pattern.compile(FIELD + EQUAL + "(" + TEXT + "(?:\\s*(?:\\|\\||&&)" + EQUAL
            + TEXT + ")*+)|" + FIELD + "\\s+(?:not\\s+)?in\\s*\\(((?:\\s*" + TEXT + "\\s*,?)++)\\)");
    private static final Pattern EACH = Pattern.compile(TEXT);

    private final ItemType item;
    private final Map<String, Map<String, Set<String>>> values = new LinkedHashMap<>();

    private NamedValues(ItemType item) {
        this.item = item;
    }

    /** The names of the rules, by value, by the path of the field: {@code lines[].kind} inside a list. */
    static Map<String, Map<String, Set<String>>> of(List<RuleDescr> rules, ItemType item) {
        var named = new NamedValues(item);
        rules.forEach(rule -> named.visit(rule.getName(), rule.getLhs()));
        return named.values;
    }

    private void visit(String rule, @Nullable Object condition) {
        if (condition instanceof PatternDescr pattern) {
            for (Object constraint : pattern.getDescrs()) {
                if (constraint instanceof ExpressionDescr expression) {
                    compared(rule, pattern.getObjectType(), expression.getExpression());
                }
            }
            visit(rule, pattern.getSource());
        } else if (condition instanceof AccumulateDescr accumulate) {
            visit(rule, accumulate.getInput());
        } else if (condition instanceof CollectDescr collect) {
            visit(rule, collect.getInputPattern());
        } else if (condition instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(part -> visit(rule, part));
        }
    }

    private void compared(String rule, String type, String condition) {
        Matcher compared = COMPARED.matcher(condition);
        while (compared.find()) {
            boolean equal = compared.group(1) != null;
            String field = (equal ? compared.group(1) : compared.group(3)).replace("!.", ".");
            EACH.matcher(equal ? compared.group(2) : compared.group(4))
                    .results()
                    .map(text -> unquoted(text.group()))
                    .forEach(value -> add(item, "", type, field, value, rule));
        }
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** In every place of the item where a thing of the type stands. */
    private void add(ItemType shape, String prefix, String type, String field, String value, String rule) {
        if (shape.name().equals(type)) {
            String path = path(shape, prefix, field);
            if (path != null) {
                values.computeIfAbsent(path, p -> new LinkedHashMap<>())
                        .computeIfAbsent(value, v -> new LinkedHashSet<>())
                        .add(rule);
            }
        }
        for (Field each : shape.fields().values()) {
            if (each.nested() != null) {
                add(each.nested(), prefix + each.name() + (each.list() ? "[]." : "."), type, field, value, rule);
            }
        }
    }

    private static @Nullable String path(ItemType shape, String prefix, String dotted) {
        String[] parts = dotted.split("\\.", 2);
        Field field = shape.fields().get(parts[0]);
        if (field == null || field.list()) {
            return null;
        }
        if (parts.length == 2) {
            return field.nested() == null ? null : path(field.nested(), prefix + parts[0] + ".", parts[1]);
        }
        return field.kind() == Kind.TEXT ? prefix + parts[0] : null;
    }
}
