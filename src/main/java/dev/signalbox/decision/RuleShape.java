package dev.signalbox.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** What of a rule's conditions has to be known when one of them fails; see {@link RuleInfo}. */
final class RuleShape {
    private static final Pattern BINDING = Pattern.compile("^\\s*(\\$[\\w$]*)\\s*:\\s*([\\w.!()]+)");

    private final Map<String, String> variables = new HashMap<>();
    private boolean ofAll;
    private boolean gathers;

    private RuleShape() {}

    static RuleShape of(RuleDescr rule) {
        var shape = new RuleShape();
        shape.visit(rule.getLhs());
        return shape;
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    boolean ofAll() {
        return ofAll || gathers;
    }

    boolean gathers() {
        return gathers;
    }

    private void visit(@Nullable Object descr) {
        ofAll |= descr instanceof NotDescr || descr instanceof ForallDescr;
        gathers |= descr instanceof AccumulateDescr || descr instanceof CollectDescr;
        if (descr instanceof PatternDescr pattern) {
            pattern.getDescrs().forEach(this::visit);
            visit(pattern.getSource());
        } else if (descr instanceof AccumulateDescr accumulate) {
            visit(accumulate.getInput());
        } else if (descr instanceof CollectDescr collect) {
            visit(collect.getInputPattern());
        } else if (descr instanceof ExpressionDescr expression) {
            Matcher binding = BINDING.matcher(expression.getExpression());
            if (binding.find()) {
                variables.put(binding.group(1), binding.group(2));
            }
        } else if (descr instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(this::visit);
        }
    }
}
