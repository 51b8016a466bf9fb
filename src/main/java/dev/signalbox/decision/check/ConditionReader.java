package dev.signalbox.decision.check;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BinaryExpr.Operator;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.mvel.parser.ast.expr.DrlNameExpr;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;
import org.jspecify.annotations.Nullable;

/** Reads what a pattern asks of its fact. What is no plain comparison of a field with a value is kept as written. */
final class ConditionReader {
    private final Map<String, Kind> fields;
    private final String rule;

    /**
     * @param fields of the pattern's type
     * @param rule its name; variables of two rules are never the same
     */
    ConditionReader(Map<String, Kind> fields, String rule) {
        this.fields = fields;
        this.rule = rule;
    }

    Condition read(PatternDescr pattern) {
        Condition all = Condition.ALWAYS;
        for (BaseDescr constraint : pattern.getDescrs()) {
            Condition next = all.and(read(constraint));
            all = next.isTooMuch() ? all.and(asWritten(constraint.toString())) : next;
        }
        return all;
    }

    private Condition read(BaseDescr constraint) {
        if (constraint instanceof ExpressionDescr written) {
            return read(written.getExpression());
        }
        if (constraint instanceof AndDescr and) {
            return and.getDescrs().stream().map(this::read).reduce(Condition.ALWAYS, Condition::and);
        }
        if (constraint instanceof OrDescr or) {
            return or.getDescrs().stream().map(this::read).reduce(Condition::or).orElse(Condition.ALWAYS);
        }
        return asWritten(constraint.toString());
    }

    Condition read(String text) {
        Matcher binding = ConditionCheck.BINDING.matcher(text);
        boolean binds = binding.find();
        String rest = binds ? text.substring(binding.end()) : text;
        if (binds && rest.strip().matches("[\\w.]+(\\(\\s*\\))?")) {
            return Condition.ALWAYS;
        }
        Expression expression = ExpressionCheck.parse(rest);
        Condition read = expression == null ? null : read(expression, null);
        return read == null || read.isTooMuch() ? asWritten(rest) : read;
    }

    private Condition asWritten(String text) {
        return Condition.asWritten(text.contains("$") ? text + " in \"" + rule + "\"" : text);
    }

    /** @param subject the field that a half comparison is about */
    private Condition read(Expression expression, @Nullable Expression subject) {
        if (expression instanceof EnclosedExpr enclosed) {
            return read(enclosed.getInner(), subject);
        }
        if (expression instanceof BinaryExpr binary
                && (binary.getOperator() == Operator.AND || binary.getOperator() == Operator.OR)) {
            Condition left = read(binary.getLeft(), subject);
            Expression about = ExpressionCheck.subject(binary.getLeft());
            Condition right = read(binary.getRight(), about == null ? subject : about);
            return binary.getOperator() == Operator.AND ? left.and(right) : left.or(right);
        }
        Condition plain = null;
        if (expression instanceof BinaryExpr binary) {
            plain = compare(binary.getLeft(), binary.getOperator().asString(), binary.getRight());
        } else if (expression instanceof HalfBinaryExpr half && subject != null) {
            plain = compare(subject, half.getOperator().asString(), half.getRight());
        } else if (expression instanceof PointFreeExpr in
                && in.getOperator().asString().equals("in")) {
            plain = among(in);
        }
        String about =
                expression instanceof HalfBinaryExpr && subject != null ? ExpressionCheck.code(subject) + " " : "";
        return plain != null ? plain : asWritten(about + ExpressionCheck.code(expression));
    }

    private @Nullable Condition compare(Expression left, String operator, Expression right) {
        String field = field(left);
        if (field == null) {
            return null;
        }
        if (right instanceof NullLiteralExpr) {
            return switch (operator) {
                case "==" -> Condition.of(field, Domain.MISSING);
                case "!=" -> Condition.of(field, Domain.PRESENT);
                default -> null;
            };
        }
        Kind kind = kind(field);
        Comparable<?> value = value(kind, right);
        boolean ordered = kind.isNumber() || kind.isDate();
        if (value == null || (!ordered && !operator.equals("==") && !operator.equals("!="))) {
            return null;
        }
        Domain domain = Domain.of(operator, value);
        return domain == null ? null : Condition.of(field, domain);
    }

    private @Nullable Condition among(PointFreeExpr in) {
        String field = field(in.getLeft());
        if (field == null || !kind(field).isText()) {
            return null;
        }
        Set<Comparable<?>> values = new HashSet<>();
        for (Expression each : in.getRight()) {
            Comparable<?> value = value(kind(field), each);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return Condition.of(
                field,
                in.isNegated()
                        ? new Domain(true, null, null, null, values)
                        : new Domain(false, null, null, values, Set.of()));
    }

    private @Nullable String field(Expression expression) {
        String name = expression instanceof NameExpr plain
                ? plain.getNameAsString()
                : expression instanceof DrlNameExpr drl ? drl.getNameAsString() : "";
        return fields.containsKey(name) ? name : null;
    }

    private Kind kind(String field) {
        return fields.getOrDefault(field, new Kind(null, null, null));
    }

    private static @Nullable Comparable<?> value(Kind kind, Expression written) {
        if (written instanceof UnaryExpr minus && minus.getOperator() == UnaryExpr.Operator.MINUS) {
            Comparable<?> number = value(kind, minus.getExpression());
            return number instanceof BigDecimal positive ? positive.negate() : null;
        }
        if (!(written instanceof LiteralExpr literal)) {
            return null;
        }
        if (kind.isNumber()) {
            BigDecimal number = Literals.number(literal);
            return number == null ? null : plain(number);
        }
        if (kind.isBoolean()) {
            return literal instanceof BooleanLiteralExpr flag ? Boolean.valueOf(flag.getValue()) : null;
        }
        if (!(literal instanceof StringLiteralExpr text)) {
            return null;
        }
        if (kind.isDate()) {
            return Literals.isDate(text.asString()) ? LocalDate.parse(text.asString()) : null;
        }
        return kind.isText() ? text.asString() : null;
    }

    /** Numbers that are equal are one. */
    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }
}
