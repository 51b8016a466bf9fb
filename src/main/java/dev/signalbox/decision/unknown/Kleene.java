package dev.signalbox.decision.unknown;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.stream.Collectors;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.HalfPointFreeExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;
import org.drools.mvel.parser.printer.PrintUtil;

/**
 * Conditions in Kleene's strong logic of three values, as two questions with two answers each: might it hold, does it
 * surely hold? A test for null is an answer in itself.
 *
 * @param either whether it is an "or" at its top
 */
record Kleene(String text, boolean either) {
    static final Kleene TRUE = new Kleene("true", false);
    static final Kleene FALSE = new Kleene("false", false);

    static Kleene of(Expression condition, Ask ask, Scope scope) {
        if (condition instanceof EnclosedExpr enclosed) {
            Kleene inner = of(enclosed.getInner(), ask, scope);
            return inner.isConstant() ? inner : new Kleene("( " + inner.text + " )", false);
        }
        if (condition instanceof UnaryExpr not && not.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
            Kleene inner = of(not.getExpression(), ask.other(), scope);
            if (inner.isConstant()) {
                return inner.isTrue() ? FALSE : TRUE;
            }
            boolean bracketed = not.getExpression() instanceof EnclosedExpr;
            return new Kleene(bracketed ? "!" + inner.text : "!( " + inner.text + " )", false);
        }
        if (condition instanceof BinaryExpr pair && !hasHalf(pair)) {
            if (pair.getOperator() == BinaryExpr.Operator.AND) {
                return and(of(pair.getLeft(), ask, scope), of(pair.getRight(), ask, scope));
            }
            if (pair.getOperator() == BinaryExpr.Operator.OR) {
                return or(of(pair.getLeft(), ask, scope), of(pair.getRight(), ask, scope));
            }
        }
        return atom(condition, ask, scope);
    }

    private static Kleene atom(Expression condition, Ask ask, Scope scope) {
        boolean spread =
                (condition instanceof BinaryExpr pair && hasHalf(pair)) || condition instanceof ConditionalExpr;
        String text = text(condition);
        var raw = new Kleene(text, spread);
        if (sameFact(condition)) {
            return raw;
        }
        Gaps gaps = Gaps.of(text, scope, true);
        if (gaps.lost()) {
            return ask == Ask.POSSIBLY ? TRUE : FALSE;
        }
        if (isNullTest(condition) || gaps.noted().none()) {
            return raw;
        }
        return ask == Ask.POSSIBLY
                ? new Kleene(gaps.any() + " || " + raw.inBrackets(), true)
                : new Kleene(gaps.all() + " && " + raw.inBrackets(), false);
    }

    /** DRL takes {@code a in (1, 2)} not everywhere, and {@code a not matches "x"} only where it stands alone. */
    private static String text(Expression condition) {
        String text = PrintUtil.printNode(condition);
        if (!(condition instanceof PointFreeExpr free)) {
            return text;
        }
        String left = PrintUtil.printNode(free.getLeft());
        if (free.getOperator().asString().equals("in")) {
            return free.getRight().stream()
                    .map(one -> left + (free.isNegated() ? " != " : " == ") + PrintUtil.printNode(one))
                    .collect(Collectors.joining(free.isNegated() ? " && " : " || ", "( ", " )"));
        }
        return free.isNegated() ? "!( " + left + text.substring(left.length()).replaceFirst("not ", "") + " )" : text;
    }

    static boolean isNullTest(Expression condition) {
        return condition instanceof BinaryExpr pair
                && (pair.getOperator() == BinaryExpr.Operator.EQUALS
                        || pair.getOperator() == BinaryExpr.Operator.NOT_EQUALS)
                && (pair.getLeft().isNullLiteralExpr() || pair.getRight().isNullLiteralExpr());
    }

    /** {@code this != $line}: which fact it is, is known whatever it lacks. */
    private static boolean sameFact(Expression condition) {
        return condition instanceof BinaryExpr pair
                && (pair.getLeft() instanceof ThisExpr
                        || PrintUtil.printNode(pair.getLeft()).equals("this"))
                && pair.getRight() instanceof NameExpr;
    }

    /** {@code amount > 0 && < 10}: the second half has no left side of its own. */
    private static boolean hasHalf(Expression condition) {
        if (condition instanceof EnclosedExpr enclosed) {
            return hasHalf(enclosed.getInner());
        }
        if (condition instanceof BinaryExpr pair) {
            return (pair.getOperator() == BinaryExpr.Operator.AND || pair.getOperator() == BinaryExpr.Operator.OR)
                    && (hasHalf(pair.getLeft()) || hasHalf(pair.getRight()));
        }
        return condition instanceof HalfBinaryExpr || condition instanceof HalfPointFreeExpr;
    }

    /** The expression that a binding in front of the condition names. */
    static Expression leftmost(Expression condition) {
        if (condition instanceof EnclosedExpr enclosed) {
            return leftmost(enclosed.getInner());
        }
        if (condition instanceof BinaryExpr pair) {
            return leftmost(pair.getLeft());
        }
        return condition instanceof PointFreeExpr free ? leftmost(free.getLeft()) : condition;
    }

    static Kleene and(Kleene one, Kleene other) {
        if (one.isFalse() || other.isFalse()) {
            return FALSE;
        }
        if (one.isTrue() || other.isTrue()) {
            return one.isTrue() ? other : one;
        }
        return new Kleene(one.inBrackets() + " && " + other.inBrackets(), false);
    }

    static Kleene or(Kleene one, Kleene other) {
        if (one.isTrue() || other.isTrue()) {
            return TRUE;
        }
        if (one.isFalse() || other.isFalse()) {
            return one.isFalse() ? other : one;
        }
        return new Kleene(one.text + " || " + other.text, true);
    }

    private String inBrackets() {
        return either ? "( " + text + " )" : text;
    }

    boolean isTrue() {
        return equals(TRUE);
    }

    boolean isFalse() {
        return equals(FALSE);
    }

    private boolean isConstant() {
        return isTrue() || isFalse();
    }
}
