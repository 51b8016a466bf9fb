package dev.signalbox.decision.check;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where functions and consequences, which are Java, reckon otherwise than people do: the first of each kind. */
final class JavaArithmetic {
    private static final Set<String> BINARY = Set.of("double", "float", "Double", "Float");
    private static final Set<String> TO_BINARY = Set.of("doubleValue", "floatValue", "parseDouble", "parseFloat");

    private static final Pattern TO_DECIMAL = Pattern.compile("(.*\\.)?BigDecimal\\.valueOf|route\\.set");
    private static final int EXACT_DIGITS = 15;

    private JavaArithmetic() {}

    /** @param wrong whether it cannot be meant */
    record Doubt(Node at, String message, String suggestion, boolean wrong) {}

    static List<Doubt> doubts(Node body) {
        var doubts = new ArrayList<Doubt>();
        body.findFirst(Node.class, JavaArithmetic::isBinary)
                .ifPresent(node -> doubts.add(new Doubt(
                        node,
                        word(node) + " is a binary fraction, in which 0.1 + 0.2 is not 0.3",
                        node instanceof DoubleLiteralExpr ? "write new BigDecimal(\"" + node + "\")" : "use BigDecimal",
                        false)));
        body.findFirst(BinaryExpr.class, division -> isDivision(division) && doubts.isEmpty())
                .ifPresent(division -> doubts.add(new Doubt(
                        division,
                        division + " is a division of whole numbers, which drops what is left over",
                        "divide a BigDecimal, or write Math.floorDiv( " + division.getLeft() + ", "
                                + division.getRight() + " ) if that is meant",
                        false)));
        body.findFirst(BinaryExpr.class, JavaArithmetic::isTooLarge)
                .ifPresent(product -> doubts.add(new Doubt(
                        product,
                        product + " is " + constant(product) + ", which is too large for Java's whole numbers",
                        "write " + product + "L",
                        true)));
        return doubts;
    }

    /** What is worked out once for all, before it could fail: 30 * 24 * 60 * 60 * 1000 milliseconds are no 30 days. */
    private static boolean isTooLarge(BinaryExpr expression) {
        BigInteger number = constant(expression);
        boolean ofLongs = expression.findFirst(LongLiteralExpr.class).isPresent();
        return number != null && number.bitLength() > (ofLongs ? 63 : 31);
    }

    private static @Nullable BigInteger constant(Expression expression) {
        if (expression instanceof EnclosedExpr enclosed) {
            return constant(enclosed.getInner());
        }
        if (expression instanceof IntegerLiteralExpr || expression instanceof LongLiteralExpr) {
            BigDecimal number = Literals.number((LiteralExpr) expression);
            return number == null ? null : number.toBigInteger();
        }
        BigInteger left = expression instanceof BinaryExpr pair ? constant(pair.getLeft()) : null;
        BigInteger right = expression instanceof BinaryExpr pair ? constant(pair.getRight()) : null;
        if (left == null || right == null) {
            return null;
        }
        return switch (((BinaryExpr) expression).getOperator()) {
            case PLUS -> left.add(right);
            case MINUS -> left.subtract(right);
            case MULTIPLY -> left.multiply(right);
            default -> null;
        };
    }

    private static boolean isDivision(BinaryExpr expression) {
        return expression.getOperator() == BinaryExpr.Operator.DIVIDE;
    }

    private static boolean isBinary(Node node) {
        return (node instanceof DoubleLiteralExpr literal && !becomesDecimal(literal))
                || (node instanceof Type type && BINARY.contains(type.asString()))
                || (node instanceof NameExpr name && BINARY.contains(name.getNameAsString()))
                || (node instanceof MethodCallExpr call && TO_BINARY.contains(call.getNameAsString()));
    }

    /** {@code new BigDecimal(0.1)}, {@code BigDecimal.valueOf(0.1)} and {@code route.set("rate", 0.1)} are what they say. */
    private static boolean becomesDecimal(DoubleLiteralExpr literal) {
        if (literal.getValue().replaceAll("\\D", "").length() > EXACT_DIGITS) {
            return false;
        }
        Node parent = literal.getParentNode().orElse(literal);
        if (parent instanceof UnaryExpr sign) {
            parent = sign.getParentNode().orElse(sign);
        }
        return (parent instanceof ObjectCreationExpr made
                        && made.getTypeAsString().endsWith("BigDecimal"))
                || (parent instanceof MethodCallExpr call
                        && call.getScope().isPresent()
                        && TO_DECIMAL
                                .matcher(call.getScope().get() + "." + call.getNameAsString())
                                .matches());
    }

    private static String word(Node node) {
        return node instanceof MethodCallExpr call ? "what " + call.getNameAsString() + " gives" : node.toString();
    }
}
