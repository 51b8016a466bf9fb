package dev.signalbox.decision.check;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written otherwise in the rules of a pack, so that their numbers are exact. Every line keeps its number.
 * What the analysts wrote stays as it is for all who read it; only the compiler is given this.
 */
public final class ExactRules {
    /** Each bracket within another takes Drools several times as long; so deep all is as fast as it was. */
    private static final int DEEPEST = 5;

    private final DeclaredNames names;
    private final JavaNames java;

    /**
     * A piece of a file, and what stands in its place.
     *
     * @param end just after it
     */
    public record Change(int start, int end, String text, String rule) {}

    /** @param files all of the pack, which together say what a name stands for */
    public ExactRules(List<DrlFile> files) {
        java = new JavaNames(files);
        names = new DeclaredNames(files, java);
    }

    /** The changes to the file, in its order; none overlaps another. */
    public List<Change> changes(DrlFile file) {
        var all = new ArrayList<Change>();
        for (RuleDescr rule : file.parsed().getRules()) {
            all.addAll(new OfRule(file, rule).all());
        }
        return all;
    }

    /** The text with the changes made, but those of some rules. */
    public static String changed(String text, List<Change> changes, Set<String> leftOut) {
        var changed = new StringBuilder(text);
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            if (!leftOut.contains(change.rule())) {
                changed.replace(change.start(), change.end(), change.text());
            }
        }
        return changed.toString();
    }

    private final class OfRule {
        private final DrlFile file;
        private final RuleDescr rule;
        private final Map<String, Kind> variables;
        private final List<Change> changes = new ArrayList<>();

        OfRule(DrlFile file, RuleDescr rule) {
            this.file = file;
            this.rule = rule;
            this.variables = ConditionCheck.variables(names, java, file, rule);
        }

        List<Change> all() {
            visit(rule.getLhs());
            return changes.stream()
                    .sorted((one, other) -> Integer.compare(one.start(), other.start()))
                    .toList();
        }

        private void visit(@Nullable Object descr) {
            if (descr instanceof PatternDescr pattern) {
                pattern(pattern);
            } else if (descr instanceof EvalDescr eval) {
                String text = String.valueOf(eval.getContent());
                int start = file.text().indexOf(text, Math.max(0, eval.getStartCharacter()));
                change(start, text, written(text, null));
            } else if (descr instanceof AccumulateDescr accumulate) {
                accumulate(accumulate, null);
            } else if (descr instanceof CollectDescr collect) {
                visit(collect.getInputPattern());
            } else if (descr instanceof ConditionalElementDescr group) {
                group.getDescrs().forEach(this::visit);
            }
        }

        private void pattern(PatternDescr pattern) {
            if (pattern.getSource() instanceof AccumulateDescr accumulate) {
                boolean inline = accumulate.getFunctions().stream().anyMatch(call -> call.getBind() != null);
                accumulate(accumulate, inline ? null : pattern.getObjectType());
                if (inline) {
                    results(accumulate, pattern);
                    return;
                }
            } else {
                visit(pattern.getSource());
            }
            pattern.getDescrs().forEach(constraint -> constraint(constraint, pattern.getObjectType()));
        }

        private void constraint(BaseDescr constraint, String type) {
            if (constraint instanceof ExpressionDescr expression) {
                change(
                        constraint.getStartCharacter(),
                        expression.getExpression(),
                        written(expression.getExpression(), type));
            } else if (constraint instanceof ConditionalElementDescr group) {
                group.getDescrs().forEach(inner -> constraint((BaseDescr) inner, type));
            }
        }

        /** The constraint written exactly; null when it is so, or cannot be read. */
        private @Nullable String written(String text, @Nullable String type) {
            Matcher binding = ConditionCheck.BINDING.matcher(text);
            boolean binds = type != null && binding.find();
            String rest = binds ? text.substring(binding.end()) : text;
            Expression expression = rest.startsWith("/") ? null : ExpressionCheck.parse(rest);
            if (expression == null || ConditionCheck.BOUND_WITHIN.matcher(rest).find()) {
                return null;
            }
            var exact = new ExactExpression(names, java, variables, type);
            Expression subject = binds && isCondition(expression) ? ExpressionCheck.subject(expression) : null;
            String condition = binds && subject == null ? exact.value(expression) : exact.condition(expression);
            if (!exact.changed() || depth(condition) > Math.max(DEEPEST, depth(rest) + 1)) {
                return null;
            }
            if (!binds) {
                return condition;
            }
            return binding.group() + (subject == null ? "" : exact.value(subject) + ", ") + condition;
        }

        private static int depth(String text) {
            int depth = 0;
            int deepest = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                deepest = Math.max(deepest, depth);
            }
            return deepest;
        }

        private static boolean isCondition(Expression expression) {
            if (expression.isEnclosedExpr()) {
                return isCondition(expression.asEnclosedExpr().getInner());
            }
            return !(expression instanceof BinaryExpr pair)
                    || switch (pair.getOperator()) {
                        case PLUS, MINUS, MULTIPLY, DIVIDE, REMAINDER -> false;
                        default -> true;
                    };
        }

        /** @param result the type that the result must have, or null */
        private void accumulate(AccumulateDescr accumulate, @Nullable String result) {
            visit(accumulate.getInput());
            if (result != null && !List.of("Number", "BigDecimal", "Object").contains(result)) {
                return;
            }
            int from = accumulate.getInput().getEndCharacter();
            for (AccumulateFunctionCallDescr call : accumulate.getFunctions()) {
                if (call.getParams().length == 1) {
                    from = parameter(call, from, accumulate.getEndCharacter() + 1);
                }
            }
        }

        private int parameter(AccumulateFunctionCallDescr call, int from, int to) {
            String text = call.getParams()[0];
            Expression expression = ExpressionCheck.parse(text);
            List<Token> tokens = Token.of(
                    file.text().substring(from, Math.min(to, file.text().length())));
            List<Token> wanted = Token.of(call.getFunction() + "(" + text + ")");
            List<Integer> found = Token.find(wanted, tokens);
            if (expression == null || found.isEmpty()) {
                return from;
            }
            int start = from + tokens.get(found.get(0) + 2).start();
            int end = from + tokens.get(found.get(0) + wanted.size() - 1).start();
            var exact = new ExactExpression(names, java, variables, null);
            String written = exact.value(expression);
            Kind kind = ExpressionCheck.kinds(names, java, variables, null).check(expression);
            if (call.getFunction().equals("average") && kind.isNumber()) {
                written = ExactExpression.CALL + "number(" + written + ")";
            }
            if (!written.equals(ExpressionCheck.code(expression))) {
                changes.add(new Change(start, end, lines(written, file.text().substring(start, end)), rule.getName()));
            }
            return end;
        }

        /**
         * What is asked of results, when it has to be written otherwise: Drools takes no calls there, so it is asked after
         * the accumulate.
         */
        private void results(AccumulateDescr accumulate, PatternDescr pattern) {
            var asked = new ArrayList<String>();
            boolean exact = true;
            for (BaseDescr constraint : pattern.getDescrs()) {
                String text = constraint instanceof ExpressionDescr plain ? plain.getExpression() : "";
                String written = text.isEmpty() ? null : written(text, null);
                exact &= written == null;
                asked.add("eval( " + (written == null ? text : written) + " )");
            }
            int start = accumulate.getStartCharacter();
            if (exact || asked.contains("eval(  )")) {
                return;
            }
            int first = pattern.getDescrs().get(0).getStartCharacter();
            int semicolon = file.text().lastIndexOf(';', first);
            int end = closing(start);
            if (semicolon > start && end > first) {
                String replaced = file.text().substring(semicolon, end + 1);
                changes.add(new Change(start, start, "( ", rule.getName()));
                changes.add(new Change(
                        semicolon,
                        end + 1,
                        lines(") and " + String.join(" and ", asked) + " )", replaced),
                        rule.getName()));
            }
        }

        /** Where the bracket is closed that is opened first from the offset on; -1 when it is not. */
        private int closing(int offset) {
            int depth = 0;
            for (Token token : Token.of(file.text().substring(offset))) {
                depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
                if (token.text().equals(")") && depth == 0) {
                    return offset + token.start();
                }
            }
            return -1;
        }

        private void change(int start, String text, @Nullable String written) {
            if (written != null && start >= 0 && file.text().startsWith(text, start)) {
                changes.add(new Change(start, start + text.length(), lines(written, text), rule.getName()));
            }
        }

        /** As many lines as there were, so that what follows keeps its place. */
        private static String lines(String text, String replaced) {
            long lines = replaced.chars().filter(c -> c == '\n').count()
                    - text.chars().filter(c -> c == '\n').count();
            return text + "\n".repeat((int) Math.max(0, lines));
        }
    }
}
