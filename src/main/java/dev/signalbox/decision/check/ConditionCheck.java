package dev.signalbox.decision.check;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import dev.signalbox.process.PackFault;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of one rule. */
final class ConditionCheck {
    static final Pattern BINDING = Pattern.compile("^\\s*([A-Za-z_$][\\w$]*)\\s*:(?!:)=?\\s*");
    static final Pattern BOUND_WITHIN = Pattern.compile("(\\$[\\w$]*)\\s*:(?!:)");
    private static final Pattern NUMBER_BEFORE = Pattern.compile("(-?\\d[\\d.]*)\\s*,\\s*$");

    private final DeclaredNames names;
    private final JavaNames java;
    private final DrlFile file;
    private final RuleDescr rule;
    private final Consumer<PackFault> faults;
    private final Map<String, Kind> variables = new HashMap<>();

    ConditionCheck(DeclaredNames names, JavaNames java, DrlFile file, RuleDescr rule, Consumer<PackFault> faults) {
        this.names = names;
        this.java = java;
        this.file = file;
        this.rule = rule;
        this.faults = faults;
    }

    void check() {
        bind(rule.getLhs());
        visit(rule.getLhs());
    }

    /** What the rule binds anywhere, by name. */
    static Map<String, Kind> variables(DeclaredNames names, JavaNames java, DrlFile file, RuleDescr rule) {
        var check = new ConditionCheck(names, java, file, rule, fault -> {});
        check.bind(rule.getLhs());
        return check.variables;
    }

    private void bind(@Nullable Object descr) {
        if (descr instanceof PatternDescr pattern) {
            Kind kind = names.kind(pattern.getObjectType());
            put(pattern.getIdentifier(), kind);
            for (BaseDescr constraint : pattern.getDescrs()) {
                bindings(constraint, pattern.getObjectType());
            }
            bind(pattern.getSource());
        } else if (descr instanceof AccumulateDescr accumulate) {
            bind(accumulate.getInput());
            accumulate.getFunctions().forEach(call -> put(call.getBind(), gathered(call)));
            Matcher declared =
                    Pattern.compile("[\\w$]+(?=\\s*(=|;|$))").matcher(String.valueOf(accumulate.getInitCode()));
            while (declared.find()) {
                put(declared.group(), null);
            }
        } else if (descr instanceof CollectDescr collect) {
            bind(collect.getInputPattern());
        } else if (descr instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(this::bind);
        }
    }

    private void bindings(BaseDescr constraint, String type) {
        if (constraint instanceof ExpressionDescr expression) {
            Matcher binding = BINDING.matcher(expression.getExpression());
            if (binding.find()) {
                Expression of = ExpressionCheck.parse(expression.getExpression().substring(binding.end()));
                Expression subject = of == null ? null : ExpressionCheck.subject(of);
                Expression bound = subject == null ? of : subject;
                Kind kind = bound == null
                        ? null
                        : ExpressionCheck.kinds(names, java, variables, type).check(bound);
                Kind before = variables.get(binding.group(1));
                if (kind != null && before != null && kind.isKnown() && before.isKnown() && !before.equals(kind)) {
                    String message = "the variable '" + binding.group(1) + "' is bound twice: to " + before.words()
                            + ", and to " + kind.words();
                    faults.accept(file.fault(start(expression.getExpression(), constraint), rule.getName(), message)
                            .suggesting("give one of them another name"));
                }
                put(binding.group(1), kind);
            }
            Matcher within = BOUND_WITHIN.matcher(expression.getExpression());
            while (within.find()) {
                variables.computeIfAbsent(within.group(1), name -> new Kind(null, null, null));
            }
        } else if (constraint instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(inner -> bindings((BaseDescr) inner, type));
        }
    }

    /** What a function of accumulate comes to. */
    private @Nullable Kind gathered(AccumulateFunctionCallDescr call) {
        Expression of = call.getParams().length == 1 ? ExpressionCheck.parse(call.getParams()[0]) : null;
        Kind kind = of == null
                ? null
                : ExpressionCheck.kinds(names, java, variables, null).check(of);
        return switch (call.getFunction()) {
            case "count" -> Kind.java(Long.class);
            case "average" -> kind != null && kind.isNumber() ? Kind.java(BigDecimal.class) : null;
            case "sum", "min", "max" -> kind;
            default -> null;
        };
    }

    private void put(@Nullable String name, @Nullable Kind kind) {
        if (name != null && !name.isEmpty()) {
            variables.put(name, kind == null ? new Kind(null, null, null) : kind);
        }
    }

    private void visit(@Nullable Object descr) {
        if (descr instanceof PatternDescr pattern) {
            pattern(pattern);
        } else if (descr instanceof EvalDescr eval) {
            text(String.valueOf(eval.getContent()), eval, null);
        } else if (descr instanceof AccumulateDescr accumulate) {
            visit(accumulate.getInput());
            accumulate
                    .getFunctions()
                    .forEach(call -> List.of(call.getParams()).forEach(value -> text(value, accumulate, null)));
        } else if (descr instanceof CollectDescr collect) {
            visit(collect.getInputPattern());
        } else if (descr instanceof FromDescr from) {
            text(from.getExpression(), from, null);
        } else if (descr instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(this::visit);
        }
    }

    private void pattern(PatternDescr pattern) {
        String type = pattern.getObjectType();
        if (names.declares(type)) {
            pattern.getDescrs().forEach(constraint -> constraint(constraint, type));
        } else if (names.kind(type) == null && !pattern.isQuery()) {
            int start = file.offset(pattern.getLine(), pattern.getColumn());
            int at = file.text().indexOf(type, Math.max(0, start));
            faults.accept(file.fault(at < 0 ? start : at, rule.getName(), Words.noType(type))
                    .suggesting(Words.help(type, names.types(), "there are")));
        }
        visit(pattern.getSource());
    }

    private void constraint(BaseDescr constraint, String type) {
        if (constraint instanceof ExpressionDescr expression) {
            text(expression.getExpression(), constraint, type);
        } else if (constraint instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(inner -> constraint((BaseDescr) inner, type));
        }
    }

    private void text(String text, BaseDescr at, @Nullable String type) {
        Matcher binding = BINDING.matcher(text);
        int skipped = type != null && binding.find() ? binding.end() : 0;
        String rest = text.substring(skipped);
        if (List.of("/", "?/").stream().anyMatch(rest::startsWith)) {
            return;
        }
        Expression expression = ExpressionCheck.parse(rest);
        if (expression != null) {
            RuleText where = RuleText.at(file, rest, start(text, at) + skipped, rule.getName());
            if (type != null && expression instanceof LiteralExpr literal && Literals.isNumber(literal)) {
                faults.accept(number(where, rest.strip()));
                return;
            }
            Kind kind = new ExpressionCheck(names, java, variables, where, type, faults).check(expression);
            boolean says = kind.isBoolean() || kind.words().equals("a value");
            if (type != null && skipped == 0 && !says) {
                faults.accept(file.fault(
                                where.start(),
                                rule.getName(),
                                rest.strip() + " is " + kind.words() + ", which is no condition")
                        .suggesting("compare it, as in " + rest.strip() + " != null"));
            }
        }
    }

    /** A number that stands alone: mostly the rest of one with a comma in it, which parts conditions. */
    private PackFault number(RuleText where, String rest) {
        Matcher before = NUMBER_BEFORE.matcher(file.text().substring(0, where.start()));
        if (!before.find()) {
            return file.fault(where.start(), rule.getName(), rest + " is a number, which is no condition")
                    .suggesting("compare a field with it, as in amount == " + rest);
        }
        boolean thousands = rest.matches("\\d{3}(\\.\\d*)?") && !before.group().contains(".");
        String whole = before.group(1).replace(".", "");
        return file.fault(before.start(1), rule.getName(), "a comma parts conditions, but here it stands in a number")
                .suggesting("write " + whole + (thousands ? "" : ".") + rest);
    }

    /** The offset of a text; what knows only roughly where it begins is looked for. */
    private int start(String text, BaseDescr at) {
        if (at.getStartCharacter() >= 0 && file.text().startsWith(text, at.getStartCharacter())) {
            return at.getStartCharacter();
        }
        int line = at.getLine() > 0 ? at.getLine() : rule.getLine();
        int found = file.text().indexOf(text, file.offset(line, 0));
        return found >= 0 ? found : file.offset(line, Math.max(0, at.getColumn()));
    }
}
