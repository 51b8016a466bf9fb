package dev.signalbox.decision.check;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BinaryExpr.Operator;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drools.mvel.parser.ast.expr.BigDecimalLiteralExpr;
import org.drools.mvel.parser.ast.expr.DrlNameExpr;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.HalfPointFreeExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;
import org.jspecify.annotations.Nullable;

/**
 * Writes an expression of a condition again, so that its numbers are worked out and compared exactly: by calls of
 * {@link dev.signalbox.decision.exact.ExactNumbers}. The comparison of a field with a literal stays one where the engine's
 * own is exact, since it keeps such fields in an index.
 */
final class ExactExpression {
    static final String CALL = "ExactNumbers.";

    private static final Map<Operator, String> COMPARISONS = Map.of(
            Operator.EQUALS, "equal",
            Operator.NOT_EQUALS, "differs",
            Operator.LESS, "less",
            Operator.LESS_EQUALS, "atMost",
            Operator.GREATER, "greater",
            Operator.GREATER_EQUALS, "atLeast");
    private static final Map<Operator, Operator> MIRRORED = Map.of(
            Operator.EQUALS, Operator.EQUALS,
            Operator.NOT_EQUALS, Operator.NOT_EQUALS,
            Operator.LESS, Operator.GREATER,
            Operator.LESS_EQUALS, Operator.GREATER_EQUALS,
            Operator.GREATER, Operator.LESS,
            Operator.GREATER_EQUALS, Operator.LESS_EQUALS);
    private static final Map<Operator, Character> ARITHMETIC = Map.of(
            Operator.PLUS, '+',
            Operator.MINUS, '-',
            Operator.MULTIPLY, '*',
            Operator.DIVIDE, '/',
            Operator.REMAINDER, '%');
    private static final Map<Character, String> CALLS =
            Map.of('+', "plus", '-', "minus", '*', "times", '/', "over", '%', "rest");
    private static final int LONGEST = 60;

    private final DeclaredNames names;
    private final @Nullable String pattern;
    private final ExpressionCheck kinds;
    private boolean changed;

    /** @param pattern the type whose fields may be named; null where none may */
    ExactExpression(DeclaredNames names, JavaNames java, Map<String, Kind> variables, @Nullable String pattern) {
        this.names = names;
        this.pattern = pattern;
        this.kinds = ExpressionCheck.kinds(names, java, variables, pattern);
    }

    /** A condition, as text. */
    String condition(Expression expression) {
        if (expression instanceof EnclosedExpr enclosed) {
            return "(" + condition(enclosed.getInner()) + ")";
        }
        if (expression instanceof UnaryExpr not && not.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
            String inner = condition(not.getExpression());
            return inner.startsWith("(") || inner.matches("[\\w.$]+") ? "!" + inner : "!(" + inner + ")";
        }
        if (expression instanceof BinaryExpr pair) {
            if (pair.getOperator() == Operator.AND || pair.getOperator() == Operator.OR) {
                Expression subject = ExpressionCheck.subject(pair.getLeft());
                return condition(pair.getLeft()) + " " + pair.getOperator().asString() + " "
                        + half(subject, pair.getRight());
            }
            return COMPARISONS.containsKey(pair.getOperator())
                    ? compare(pair.getLeft(), pair.getOperator(), pair.getRight())
                    : value(pair);
        }
        if (expression instanceof PointFreeExpr free
                && free.getOperator().asString().equals("in")) {
            return among(free.getLeft(), free.isNegated(), free.getRight(), code(free));
        }
        return code(expression);
    }

    /** What follows an "and" or an "or": the rest of {@code amount > 5 && < 10} is about the same amount. */
    private String half(@Nullable Expression subject, Expression rest) {
        if (subject == null) {
            return condition(rest);
        }
        if (rest instanceof EnclosedExpr enclosed) {
            return "(" + half(subject, enclosed.getInner()) + ")";
        }
        if (rest instanceof HalfBinaryExpr half) {
            Operator operator = Operator.valueOf(half.getOperator().name());
            return compare(subject, operator, half.getRight());
        }
        if (rest instanceof HalfPointFreeExpr half) {
            String about = code(subject);
            String raw = about + " " + code(half).strip();
            return half.getOperator().asString().equals("in")
                    ? among(subject, half.isNegated(), half.getRight(), raw)
                    : raw;
        }
        if (rest instanceof BinaryExpr pair
                && (pair.getOperator() == Operator.AND || pair.getOperator() == Operator.OR)) {
            Expression own = ExpressionCheck.subject(pair.getLeft());
            return half(subject, pair.getLeft()) + " " + pair.getOperator().asString() + " "
                    + half(own == null ? subject : own, pair.getRight());
        }
        return condition(rest);
    }

    private String among(Expression left, boolean negated, List<Expression> values, String asWritten) {
        if (!isNumber(left, values)) {
            return asWritten;
        }
        changed = true;
        String one = operand(left);
        return values.stream()
                .map(value -> CALL + (negated ? "differs(" : "equal(") + one + ", " + operand(value) + ")")
                .collect(Collectors.joining(negated ? " && " : " || ", "(", ")"));
    }

    private boolean isNumber(Expression left, List<Expression> values) {
        return isNumber(left) && values.stream().allMatch(this::isNumber);
    }

    private boolean isNumber(Expression expression) {
        return kinds.check(expression).isNumber() || number(expression) != null;
    }

    private String compare(Expression left, Operator operator, Expression right) {
        Kind one = kinds.check(left);
        Kind other = kinds.check(right);
        boolean numbers = (one.isNumber() && (isNumber(right) || isOpen(other, right)))
                || (other.isNumber() && (isNumber(left) || isOpen(one, left)));
        if (!numbers) {
            return code(left) + " " + operator.asString() + " " + code(right);
        }
        if (literal(left) != null && literal(right) == null) {
            return compare(right, MIRRORED.getOrDefault(operator, operator), left);
        }
        BigDecimal literal = number(right);
        String indexed = literal == null ? null : indexed(left, one, operator, literal);
        changed |= indexed == null || !indexed.equals(ExpressionCheck.code(right));
        return indexed != null
                ? code(left) + " " + operator.asString() + " " + indexed
                : CALL + COMPARISONS.get(operator) + "(" + operand(left) + ", " + operand(right) + ")";
    }

    /** As written, but that numbers which are handed to calls are decimals: Drools knows those only where it compares. */
    private String code(Expression expression) {
        String text = ExpressionCheck.code(expression);
        boolean handsOn = expression.findAll(MethodCallExpr.class).stream()
                .flatMap(call -> call.getArguments().stream())
                .anyMatch(argument -> argument.isBinaryExpr() || argument.isLiteralExpr());
        Expression copy = handsOn ? ExpressionCheck.parse(text) : null;
        if (copy == null) {
            return text;
        }
        for (BinaryExpr argument : copy.findAll(BinaryExpr.class)) {
            boolean handedOn = argument.getParentNode().orElse(null) instanceof MethodCallExpr call
                    && call.getArguments().contains(argument);
            boolean exact = kinds.check(argument).java() == BigDecimal.class && !kinds.isWholeDivision(argument);
            if (handedOn && (exact || takesDecimal(argument))) {
                argument.replace(new NameExpr(operand(argument)));
                changed = true;
            }
        }
        for (LiteralExpr literal : copy.findAll(LiteralExpr.class)) {
            BigDecimal number = Literals.number(literal);
            boolean exact = literal instanceof BigDecimalLiteralExpr || takesDecimal(literal);
            if (number != null && exact) {
                literal.replace(new NameExpr(decimal(number)));
                changed |= literal instanceof DoubleLiteralExpr;
            }
        }
        return ExpressionCheck.code(copy);
    }

    /** Whether it is handed to a function of the pack that takes a decimal. */
    private boolean takesDecimal(Expression literal) {
        return literal.getParentNode().orElse(null) instanceof MethodCallExpr call
                && call.getScope().isEmpty()
                && "BigDecimal"
                        .equals(names.parameter(
                                call.getNameAsString(), call.getArguments().indexOf(literal)));
    }

    /** Whether anything had to be written otherwise so far. */
    boolean changed() {
        return changed;
    }

    /** Whether it may turn out to be a number, for all that is known. */
    private static boolean isOpen(Kind kind, Expression expression) {
        return kind.java() == null && kind.declared() == null && !expression.isNullLiteralExpr();
    }

    /** The literal as the engine compares it exactly with a field itself; null where it does not. */
    private @Nullable String indexed(Expression left, Kind kind, Operator operator, BigDecimal literal) {
        if (!isField(left)) {
            return null;
        }
        BigDecimal plain = plain(literal);
        boolean small = plain.scale() == 0 && plain.precision() < 10;
        if (kind.java() == Integer.class || kind.java() == Long.class) {
            return small ? plain.toString() : null;
        }
        boolean ordered = operator != Operator.EQUALS && operator != Operator.NOT_EQUALS;
        boolean plainly = plain.precision() < LONGEST && plain.scale() >= 0 && plain.scale() < LONGEST;
        return kind.java() != BigDecimal.class || !ordered || !plainly
                ? null
                : small ? plain.toString() : plain.toPlainString() + "B";
    }

    private boolean isField(Expression expression) {
        String name = name(expression);
        return pattern != null && name != null && names.fields(pattern).containsKey(name);
    }

    private static @Nullable String name(Expression expression) {
        if (expression instanceof NameExpr name) {
            return name.getNameAsString();
        }
        return expression instanceof DrlNameExpr name ? name.getNameAsString() : null;
    }

    /** What is bound or handed on. Whole numbers stay of their kind, which what it is handed to may ask for. */
    String value(Expression expression) {
        Kind kind = kinds.check(expression);
        boolean worked = expression instanceof BinaryExpr || expression instanceof EnclosedExpr;
        if (!worked || kind.java() != BigDecimal.class) {
            return code(expression);
        }
        changed = true;
        return operand(expression);
    }

    /** What stands on one side of a comparison, or of arithmetic. */
    private String operand(Expression expression) {
        BigDecimal literal = number(expression);
        if (literal != null) {
            return constant(literal);
        }
        if (expression instanceof EnclosedExpr enclosed) {
            return operand(enclosed.getInner());
        }
        if (isWorked(expression)) {
            var formula = new StringBuilder();
            var values = new ArrayList<String>();
            formula(expression, formula, values);
            String operator = formula.length() > 3 || values.size() != 2 ? null : CALLS.get(formula.charAt(2));
            return operator == null
                    ? CALL + "work(\"" + formula + "\", " + String.join(", ", values) + ")"
                    : CALL + operator + "(" + String.join(", ", values) + ")";
        }
        return code(expression);
    }

    private boolean isWorked(Expression expression) {
        if (expression instanceof UnaryExpr sign) {
            boolean signed =
                    sign.getOperator() == UnaryExpr.Operator.MINUS || sign.getOperator() == UnaryExpr.Operator.PLUS;
            return signed && literal(sign) == null && kinds.check(sign).isNumber();
        }
        return expression instanceof BinaryExpr pair
                && ARITHMETIC.containsKey(pair.getOperator())
                && kinds.check(pair).isNumber();
    }

    /**
     * Writes arithmetic with the operators after what they work with, as {@code vv+v*} for {@code (a + b) * c}: each pair
     * of brackets within another would take Drools four times as long to read.
     */
    private void formula(Expression expression, StringBuilder formula, List<String> values) {
        if (expression instanceof EnclosedExpr enclosed && literal(expression) == null) {
            formula(enclosed.getInner(), formula, values);
        } else if (expression instanceof UnaryExpr sign && isWorked(sign)) {
            formula(sign.getExpression(), formula, values);
            formula.append(sign.getOperator() == UnaryExpr.Operator.MINUS ? "~" : "");
        } else if (expression instanceof BinaryExpr pair && isWorked(pair)) {
            formula(pair.getLeft(), formula, values);
            formula(pair.getRight(), formula, values);
            formula.append(ARITHMETIC.get(pair.getOperator()));
        } else {
            formula.append('v');
            values.add(operand(expression));
        }
    }

    /** The number that a literal is, also one in quotes or with a sign; null for anything else. */
    private static @Nullable BigDecimal number(Expression expression) {
        if (expression instanceof StringLiteralExpr text) {
            return Literals.number(text.asString());
        }
        return literal(expression);
    }

    private static @Nullable BigDecimal literal(Expression expression) {
        if (expression instanceof UnaryExpr sign) {
            BigDecimal number = literal(sign.getExpression());
            return number == null
                    ? null
                    : switch (sign.getOperator()) {
                        case MINUS -> number.negate();
                        case PLUS -> number;
                        default -> null;
                    };
        }
        if (expression instanceof EnclosedExpr enclosed) {
            return literal(enclosed.getInner());
        }
        return expression instanceof LiteralExpr literal ? Literals.number(literal) : null;
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 && shortest.scale() > -LONGEST ? shortest.setScale(0) : shortest;
    }

    /** The number as Java has it, without reading a text each time. */
    private static String constant(BigDecimal number) {
        BigDecimal plain = plain(number);
        if (plain.scale() == 0 && plain.precision() < 19) {
            return plain.precision() < 10 ? plain.toString() : plain + "L";
        }
        return decimal(plain);
    }

    private static String decimal(BigDecimal number) {
        return number.precision() > 18
                ? CALL + "of(\"" + number + "\")"
                : CALL + "of(" + number.unscaledValue() + "L, " + number.scale() + ")";
    }
}
