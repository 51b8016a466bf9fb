package dev.signalbox.decision.unknown;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.jspecify.annotations.Nullable;

/** Every word in a rule's conditions: enough to say which fields it may read, however it is written. */
final class Mentions {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");

    private final Set<String> words = new LinkedHashSet<>();

    static Set<Field> in(Iterable<?> conditions, Types types) {
        var mentions = new Mentions();
        conditions.forEach(mentions::visit);
        var fields = new LinkedHashSet<Field>();
        for (String type : types.names()) {
            for (Types.Member member : types.members(type)) {
                String name = member.name();
                String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
                if (member.counts() && (mentions.words.contains(name) || mentions.words.contains(getter))) {
                    fields.add(new Field(type, name));
                }
            }
            if (mentions.words.contains(type)) {
                fields.addAll(types.keys(type));
            }
        }
        return fields;
    }

    private void visit(@Nullable Object condition) {
        if (condition instanceof PatternDescr pattern) {
            add(pattern.getObjectType());
            pattern.getDescrs().forEach(this::visit);
            visit(pattern.getSource());
        } else if (condition instanceof AccumulateDescr accumulate) {
            visit(accumulate.getInput());
            accumulate.getFunctions().forEach(call -> add(String.join(" ", call.getParams())));
            add(accumulate.getInitCode() + " " + accumulate.getActionCode() + " " + accumulate.getResultCode());
        } else if (condition instanceof CollectDescr collect) {
            visit(collect.getInputPattern());
        } else if (condition instanceof FromDescr from) {
            add(from.getExpression());
        } else if (condition instanceof EvalDescr eval) {
            add(String.valueOf(eval.getContent()));
        } else if (condition instanceof ExpressionDescr expression) {
            add(expression.getExpression());
        } else if (condition instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(this::visit);
        }
    }

    private void add(String text) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
    }
}
