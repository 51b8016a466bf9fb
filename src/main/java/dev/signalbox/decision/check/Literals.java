package dev.signalbox.decision.check;

import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.signalbox.process.PackFault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.drools.mvel.parser.ast.expr.BigDecimalLiteralExpr;
import org.drools.mvel.parser.ast.expr.BigIntegerLiteralExpr;
import org.jspecify.annotations.Nullable;

/** Whether a value as written can be compared with a field. */
final class Literals {
    /** As people write thousands whose sign between them is a point; nobody ends a decimal with a zero. */
    private Literals() {}

    /** @param warning whether the rule loads all the same */
    record Found(String message, @Nullable String suggestion, boolean warning) {
        PackFault severity(PackFault fault) {
            return warning ? fault.asWarning() : fault;
        }
    }

    static Optional<Found> fault(String field, Kind kind, LiteralExpr literal) {
        if (literal instanceof StringLiteralExpr text) {
            return ofText(field, kind, text.asString());
        }
        if (literal instanceof BooleanLiteralExpr && kind.java() != null && !kind.isBoolean()) {
            return error(field, kind, ExpressionCheck.code(literal) + " is true or false");
        }
        if (isNumber(literal)) {
            String number = ExpressionCheck.code(literal);
            if (kind.isText()) {
                return Optional.of(new Found(
                        field + " is text, but " + number + " is a number", "write \"" + number + "\"", true));
            }
            if (kind.isTime() || kind.isBoolean() || kind.declared() != null) {
                return error(field, kind, number + " is a number");
            }
        }
        return Optional.empty();
    }

    /** Of text that is compared with a number by its size. */
    static Found noSize(String field) {
        return new Found(
                field + " is text, and text has no size: \"10\" would come before \"9\"",
                "declare it as Integer or BigDecimal, or compare it with ==",
                false);
    }

    /** Of text that is compared with text by its size. */
    static Found byLetters(String field) {
        return new Found(
                field + " is text, which < and > compare letter by letter: \"10\" comes before \"9\"",
                "if it is a number or a date, declare it so",
                true);
    }

    /** A number that may be meant for another. */
    static Optional<Found> doubtful(LiteralExpr literal) {
        String written = ExpressionCheck.code(literal);
        BigDecimal number = written.matches("[1-9]\\d{0,2}\\.\\d\\d0B?") ? number(literal) : null;
        return number == null
                ? Optional.empty()
                : Optional.of(new Found(
                        written + " is " + number.stripTrailingZeros().toPlainString() + ": a point separates decimals",
                        "write " + number.movePointRight(3).toPlainString() + " if that is meant, otherwise "
                                + number.stripTrailingZeros().toPlainString(),
                        true));
    }

    /** Whether it is a number, or text that looks like one. */
    static boolean isNumber(Expression expression) {
        return expression instanceof StringLiteralExpr text
                ? isNumber(text.asString())
                : expression instanceof LiteralExpr literal && isNumber(literal);
    }

    static boolean isNumber(LiteralExpr literal) {
        return literal instanceof IntegerLiteralExpr
                || literal instanceof LongLiteralExpr
                || literal instanceof DoubleLiteralExpr
                || literal instanceof BigDecimalLiteralExpr
                || literal instanceof BigIntegerLiteralExpr;
    }

    /** What the literal is by itself. A decimal is exact: it is never a binary fraction. */
    static Kind kind(LiteralExpr literal) {
        if (literal instanceof StringLiteralExpr) {
            return Kind.java(String.class);
        }
        if (literal instanceof BooleanLiteralExpr) {
            return Kind.java(boolean.class);
        }
        BigDecimal number = number(literal);
        if (number == null) {
            return new Kind(null, null, null);
        }
        if (!(literal instanceof IntegerLiteralExpr || literal instanceof LongLiteralExpr)) {
            return Kind.java(BigDecimal.class);
        }
        return Kind.java(literal instanceof IntegerLiteralExpr && number.precision() < 10 ? int.class : long.class);
    }

    /** The value of a number as written, such as {@code 10}, {@code 2.5B} or {@code 1_000L}; null when it is none. */
    static @Nullable BigDecimal number(LiteralExpr literal) {
        if (!isNumber(literal)) {
            return null;
        }
        try {
            return new BigDecimal(((LiteralStringValueExpr) literal)
                    .getValue()
                    .replace("_", "")
                    .replaceFirst("[BIbiLlDdFf]$", ""));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Optional<Found> ofText(String field, Kind kind, String text) {
        String written = "\"" + text + "\"";
        if (kind.isNumber() && !isNumber(text)) {
            return error(field, kind, written + " is text");
        }
        if (kind.isBoolean() && !text.equals("true") && !text.equals("false")) {
            return Optional.of(
                    new Found(field + " is true or false, but " + written + " is text", "write true or false", false));
        }
        if (kind.isDate() && !isDate(text)) {
            return Optional.of(new Found(
                    field + " is a date, but " + written + " is none", "write dates as \"2024-12-31\"", false));
        }
        if (kind.isTime() && !kind.isDate() && kind.java() != null && !(kind.isDateTime() && isDate(text))) {
            String type = kind.java().getSimpleName();
            return Optional.of(new Found(
                    field + " is " + kind.words() + ", but " + written + " is text",
                    "write " + type + ".parse(\"" + moment(kind, text) + "\")",
                    false));
        }
        return kind.declared() != null ? error(field, kind, written + " is text") : Optional.empty();
    }

    /** The text as it can be read, or else one that can. */
    private static String moment(Kind kind, String text) {
        String zone = kind.java() == Instant.class ? "Z" : kind.isDateTime() ? "" : "+01:00";
        return List.of(text, text + zone, text + "T00:00:00" + zone).stream()
                .filter(full -> isMoment(full, !zone.isEmpty()))
                .findFirst()
                .orElse("2024-12-31T23:59:00" + zone);
    }

    private static boolean isMoment(String text, boolean zoned) {
        try {
            return (zoned
                            ? OffsetDateTime.parse(text).toLocalDate()
                            : LocalDateTime.parse(text).toLocalDate())
                    .isAfter(LocalDate.MIN);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isNumber(String text) {
        return number(text) != null;
    }

    /** The number that a text is, or null. */
    static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).isAfter(LocalDate.MIN);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<Found> error(String field, Kind kind, String but) {
        return Optional.of(new Found(field + " is " + kind.words() + ", but " + but, null, false));
    }
}
