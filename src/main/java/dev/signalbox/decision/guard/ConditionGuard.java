package dev.signalbox.decision.guard;

import dev.signalbox.decision.check.DrlFile;
import java.util.List;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Judges the conditions of a rule: what they consist of, and how many ways there are to meet them. */
final class ConditionGuard {
    private static final int MAX_PATTERNS = 12;
    private static final int MAX_WAYS = 32;
    private static final int MAX_CONSTRAINTS = 100;
    private static final int MAX_CHARS = 5_000;

    private static final Pattern CLASS =
            Pattern.compile("(?<![\\w$])class(?![\\w$])(?=[^\"]*+(?:\"[^\"]*+\"[^\"]*+)*+$)");

    private final DrlFile file;
    private final RuleDescr rule;
    private final Refusals refusals;
    private int patterns;
    private int constraints;
    private int chars;

    ConditionGuard(DrlFile file, RuleDescr rule, Refusals refusals) {
        this.file = file;
        this.rule = rule;
        this.refusals = refusals;
    }

    void check() {
        file.quoted(rule).forEach(this::quotes);
        long ways = visit(rule.getLhs());
        atMost(MAX_PATTERNS, patterns, "patterns", "each multiplies what has to be compared; write two rules");
        atMost(MAX_CONSTRAINTS, constraints, "constraints", "write two rules, or a decision table");
        atMost(MAX_CHARS, chars, "characters of conditions", "write two rules, a decision table or a reference table");
        atMost(MAX_WAYS, ways, "ways to combine its `or`", "write a rule for each, or || within the brackets");
    }

    /** Drools turns single quotes into double ones, and leaves what stands between them. */
    private void quotes(int at, String text) {
        if (text.replace("\\\"", "").contains("\"")) {
            refusals.add(
                    file,
                    at,
                    rule.getName(),
                    "Expected double quotes around a text that has one in it, but it stands in single quotes; write \""
                            + text.replace("\\\"", "\"").replace("\"", "\\\"") + "\"");
        }
    }

    private void atMost(int limit, long found, String what, String cure) {
        if (found > limit) {
            refuse(rule, "Expected at most " + limit + " " + what + ", but there are " + found + "; " + cure);
        }
    }

    /** The number of rules that Drools makes of it, one for each way through its `or`. */
    private long visit(@Nullable BaseDescr descr) {
        if (descr == null) {
            return 1;
        }
        if (descr instanceof PatternDescr pattern) {
            return pattern(pattern);
        }
        if (descr instanceof OrDescr or) {
            return Math.min(1_000_000, sum(or.getDescrs()));
        }
        if (descr instanceof AndDescr and) {
            return product(and.getDescrs());
        }
        if (descr instanceof NotDescr not) {
            return product(not.getDescrs());
        }
        if (descr instanceof ExistsDescr exists) {
            return product(exists.getDescrs());
        }
        if (descr instanceof ForallDescr forall) {
            return product(forall.getDescrs());
        }
        if (descr instanceof EvalDescr eval) {
            chars += String.valueOf(eval.getContent()).length();
            constraints++;
            return 1;
        }
        if (descr instanceof AccumulateDescr accumulate) {
            return accumulate(accumulate);
        }
        refuse(
                descr,
                "Expected conditions of patterns, and, or, not, exists, forall, eval, from, accumulate and"
                        + " collect, but there is " + word(descr));
        return 1;
    }

    private long sum(List<?> descrs) {
        long sum = 0;
        for (Object descr : descrs) {
            sum += visit((BaseDescr) descr);
        }
        return sum;
    }

    private long product(List<?> descrs) {
        long product = 1;
        for (Object descr : descrs) {
            product = Math.min(1_000_000, product * visit((BaseDescr) descr));
        }
        return product;
    }

    private long pattern(PatternDescr pattern) {
        patterns++;
        if (pattern.isQuery()) {
            refuse(pattern, "Expected no queries, but ?" + pattern.getObjectType() + " is one");
        }
        if (!pattern.getBehaviors().isEmpty()) {
            refuse(
                    pattern,
                    "Expected no windows, but a pattern has `over window`; rules see one item at a time",
                    "over");
        }
        if (!pattern.getAnnotationNames().isEmpty()) {
            refuse(
                    pattern,
                    "Expected no annotations, but a pattern has @" + String.join(", @", pattern.getAnnotationNames()),
                    "@");
        }
        pattern.getDescrs().forEach(this::constraint);
        return source(pattern, pattern.getSource());
    }

    private void constraint(BaseDescr constraint) {
        constraints++;
        if (constraint instanceof ExprConstraintDescr expression) {
            chars += expression.getExpression().length();
            String text = expression.getExpression().strip();
            if (text.startsWith("/") || text.matches("(?s)[\\w$]+\\s*:\\s*/.*")) {
                refuse(constraint, "Expected no path that begins with /; use `from`");
            }
            if (CLASS.matcher(text).find()) {
                refuse(constraint, "Expected no `class`: rules do not look into classes; compare values", "class");
            }
        } else if (constraint instanceof AndDescr and) {
            and.getDescrs().forEach(this::constraint);
        } else if (constraint instanceof OrDescr or) {
            or.getDescrs().forEach(this::constraint);
        } else {
            refuse(constraint, "Expected comparisons, but there is " + word(constraint));
        }
    }

    private long source(PatternDescr pattern, @Nullable BaseDescr source) {
        if (source instanceof FromDescr from) {
            chars += String.valueOf(from.getExpression()).length();
        } else if (source instanceof CollectDescr collect) {
            return visit(collect.getInputPattern());
        } else if (source instanceof AccumulateDescr accumulate) {
            return accumulate(accumulate);
        } else if (source instanceof EntryPointDescr) {
            refuse(
                    pattern,
                    "Expected no entry points, but a pattern is from one; rules see the"
                            + " item and its reference rows",
                    "from");
        } else if (source != null) {
            refuse(pattern, "Expected patterns from a list, but there is " + word(source));
        }
        return 1;
    }

    private long accumulate(AccumulateDescr accumulate) {
        // A group of its own is a subclass.
        if (accumulate.getClass() != AccumulateDescr.class) {
            refuse(accumulate, "Expected no groupby; use accumulate");
        }
        if (accumulate.getInitCode() != null
                || accumulate.getActionCode() != null
                || accumulate.getFunctions().isEmpty()) {
            refuse(
                    accumulate,
                    "Expected accumulate with functions, such as sum( $amount ), but it"
                            + " has code for init, action and result; write a function, and call it with the list");
        }
        accumulate.getFunctions().forEach(call -> List.of(call.getParams()).forEach(p -> chars += p.length()));
        return visit(accumulate.getInput());
    }

    private static String word(BaseDescr descr) {
        return switch (descr.getClass().getSimpleName()) {
            case "ConditionalBranchDescr", "NamedConsequenceDescr" -> "an if … do; write two rules";
            case "WindowReferenceDescr" -> "a window";
            default -> descr.getClass().getSimpleName().replace("Descr", "");
        };
    }

    private void refuse(BaseDescr descr, String message, String... words) {
        BaseDescr known = descr.getLine() > 0 ? descr : rule;
        int start = file.offset(known.getLine(), Math.max(0, known.getColumn()));
        int found = file.find(List.of(words), start, rule.getEndCharacter() + 1);
        refusals.add(file, Math.max(found, start), rule.getName(), message);
    }
}
