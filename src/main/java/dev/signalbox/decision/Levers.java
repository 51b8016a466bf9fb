package dev.signalbox.decision;

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

/** The values that rules and tables compare an item's fields with: where a decision may turn. */
final class Levers {
    private static final Pattern LITERAL =
            Pattern.compile("\"((?:\\\\.|[^\"\\\\])*+)\"|(?<![\\w.])(-?\\d+(?:\\.\\d+)?)[BbIiLlDdFf]?\\b");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final int MOST = 60;

    private final FactShape item;
    private final Map<String, Set<String>> values = new LinkedHashMap<>();

    private Levers(FactShape item) {
        this.item = item;
    }

    /** By the path of a field, {@code lines[].amount} inside a list: what to try there, as text. */
    static Map<String, List<String>> of(List<RuleDescr> rules, FactShape item, List<ReferenceTable> tables) {
        var levers = new Levers(item);
        rules.forEach(rule -> levers.visit(rule.getLhs()));
        for (ReferenceTable table : tables) {
            table.keys(MOST)
                    .forEach((field, keys) -> keys.forEach(key -> levers.add(field, String.valueOf(Plain.text(key)))));
        }
        var found = new LinkedHashMap<String, List<String>>();
        levers.values.forEach((path, some) -> found.put(path, List.copyOf(some)));
        return found;
    }

    private void visit(@Nullable Object condition) {
        if (condition instanceof PatternDescr pattern) {
            for (Object constraint : pattern.getDescrs()) {
                if (constraint instanceof ExpressionDescr expression) {
                    compare(pattern.getObjectType(), expression.getExpression(), item, "");
                }
            }
            visit(pattern.getSource());
        } else if (condition instanceof AccumulateDescr accumulate) {
            visit(accumulate.getInput());
        } else if (condition instanceof CollectDescr collect) {
            visit(collect.getInputPattern());
        } else if (condition instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(this::visit);
        }
    }

    /** Tries every literal of a condition on every field of the type that it names. */
    private void compare(String type, String text, FactShape shape, String prefix) {
        Set<String> words = words(text.replaceAll("\"(?:\\\\.|[^\"\\\\])*+\"", ""));
        boolean named =
                type.equals(shape.type().name()) || type.equals(item.type().name());
        for (Slot slot : shape.slots()) {
            FactShape nested = slot.nested();
            if (nested != null) {
                compare(type, text, nested, prefix + slot.name() + (slot.list() ? "[]." : "."));
            } else if (named && !slot.list() && words.contains(slot.name())) {
                literals(text, slot.kind(), prefix + slot.name());
            }
        }
    }

    private static Set<String> words(String text) {
        var words = new LinkedHashSet<String>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private void literals(String text, Kind kind, String path) {
        values.computeIfAbsent(path, p -> new LinkedHashSet<>());
        Matcher literal = LITERAL.matcher(text);
        while (literal.find()) {
            String word = literal.group(1);
            if (word != null) {
                add(path, word);
            } else if (kind != Kind.TEXT) {
                add(path, literal.group(2));
            }
        }
    }

    private void add(String path, String value) {
        Set<String> some = values.computeIfAbsent(path, p -> new LinkedHashSet<>());
        if (some.size() < MOST) {
            some.add(value);
        }
    }
}
