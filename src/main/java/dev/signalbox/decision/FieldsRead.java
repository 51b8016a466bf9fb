package dev.signalbox.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** The fields a rule's conditions read, by type: found once, when the rules are loaded, so that a match shows what it saw. */
final class FieldsRead {
    private static final Pattern STRINGS = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'");
    private static final Pattern CHAIN =
            Pattern.compile("(?<![\\w$.])[A-Za-z_$][\\w$]*(\\s*!?\\.\\s*[A-Za-z_$][\\w$]*(\\(\\))?)*+");

    /** A field, perhaps of a field: {@code address.city}. */
    record Read(String path, List<Slot> slots) {
        @Nullable
        Object in(Object fact) {
            Object value = fact;
            for (int i = 0; i < slots.size() && value != null; i++) {
                value = slots.get(i).get(value);
            }
            Slot last = slots.get(slots.size() - 1);
            return last.nested() != null && !last.list() && value != null ? "present" : Plain.of(value);
        }
    }

    private final Map<String, FactShape> shapes;
    private final Map<FactShape, Map<String, Read>> reads = new HashMap<>();
    private final Map<String, FactShape> variables = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** @param shapes by simple name */
    private FieldsRead(Map<String, FactShape> shapes) {
        this.shapes = shapes;
    }

    static Map<FactShape, List<Read>> by(RuleDescr rule, Map<String, FactShape> shapes) {
        var found = new FieldsRead(shapes);
        found.visit(rule.getLhs());
        for (String text : found.texts) {
            found.scan(text, null);
        }
        var byShape = new HashMap<FactShape, List<Read>>();
        found.reads.forEach((shape, read) -> byShape.put(shape, List.copyOf(read.values())));
        return byShape;
    }

    private void visit(@Nullable Object descr) {
        if (descr instanceof PatternDescr pattern) {
            pattern(pattern);
        } else if (descr instanceof EvalDescr eval) {
            texts.add(String.valueOf(eval.getContent()));
        } else if (descr instanceof AccumulateDescr accumulate) {
            visit(accumulate.getInput());
            accumulate.getFunctions().forEach(call -> texts.addAll(List.of(call.getParams())));
        } else if (descr instanceof CollectDescr collect) {
            visit(collect.getInputPattern());
        } else if (descr instanceof FromDescr from) {
            texts.add(from.getExpression());
        } else if (descr instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(this::visit);
        }
    }

    private void pattern(PatternDescr pattern) {
        FactShape shape = shapes.get(pattern.getObjectType());
        if (shape != null && pattern.getIdentifier() != null) {
            variables.put(pattern.getIdentifier(), shape);
        }
        for (BaseDescr constraint : pattern.getDescrs()) {
            constraint(constraint, shape);
        }
        visit(pattern.getSource());
    }

    private void constraint(BaseDescr constraint, @Nullable FactShape shape) {
        if (constraint instanceof ExpressionDescr expression) {
            scan(expression.getExpression(), shape);
            texts.add(expression.getExpression());
        } else if (constraint instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(inner -> constraint(inner, shape));
        }
    }

    /** Finds fields of the shape; or with none, of variables such as {@code $invoice.lines}. */
    private void scan(String text, @Nullable FactShape shape) {
        Matcher chain = CHAIN.matcher(STRINGS.matcher(text).replaceAll("\"\""));
        while (chain.find()) {
            String[] names = chain.group().split("\\s*!?\\.\\s*", -1);
            FactShape variable = variables.get(names[0]);
            if (shape != null && shape.slot(names[0]) != null) {
                add(shape, names, 0);
            } else if (shape != null && names[0].equals("this")) {
                add(shape, names, 1);
            } else if (shape == null && variable != null) {
                add(variable, names, 1);
            }
        }
    }

    private void add(FactShape shape, String[] names, int from) {
        var slots = new ArrayList<Slot>();
        var path = new StringBuilder();
        FactShape at = shape;
        for (int i = from; i < names.length && at != null; i++) {
            Slot slot = at.slot(property(names[i]));
            if (slot == null) {
                break;
            }
            path.append(slots.isEmpty() ? "" : ".").append(slot.name());
            slots.add(slot);
            at = slot.list() ? null : slot.nested();
        }
        if (!slots.isEmpty()) {
            reads.computeIfAbsent(shape, s -> new LinkedHashMap<>())
                    .putIfAbsent(path.toString(), new Read(path.toString(), List.copyOf(slots)));
        }
    }

    private static String property(String name) {
        String getter = name.replaceFirst("^(get|is)(?=[A-Z].*\\(\\)$)", "");
        return getter.equals(name)
                ? name
                : Character.toLowerCase(getter.charAt(0)) + getter.substring(1, getter.length() - 2);
    }
}
