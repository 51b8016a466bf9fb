package dev.signalbox.decision.check;

import com.github.javaparser.ast.expr.BinaryExpr;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value's type: a type declared in the pack, or a Java class.
 *
 * @param declared the declared type's name, or null
 * @param java the class, or null
 * @param element what a list holds, or null when that is not known
 */
record Kind(
        @Nullable String declared,
        @Nullable Class<?> java,
        @Nullable Kind element) {

    static Kind declared(String name) {
        return new Kind(name, null, null);
    }

    static Kind java(Class<?> java) {
        return new Kind(null, java, null);
    }

    /** Whether it is known at all. */
    boolean isKnown() {
        return declared != null || java != null;
    }

    boolean isText() {
        return java == String.class;
    }

    boolean isNumber() {
        return java != null
                && (Number.class.isAssignableFrom(java)
                        || (java.isPrimitive() && java != boolean.class && java != char.class && java != void.class));
    }

    boolean isWhole() {
        return java == Integer.class || java == int.class || java == Long.class || java == long.class;
    }

    /** What comes of arithmetic. Decimals stay decimals, and so does what is left of a division. */
    static Kind worked(BinaryExpr.Operator operator, Kind one, Kind other) {
        boolean joins = operator == BinaryExpr.Operator.PLUS && (one.isText() || other.isText());
        if (joins) {
            return java(String.class);
        }
        boolean arithmetic = switch (operator) {
            case PLUS, MINUS, MULTIPLY, DIVIDE, REMAINDER -> true;
            default -> false;
        };
        if (!arithmetic || !one.isNumber() || !other.isNumber()) {
            return new Kind(null, null, null);
        }
        if (!one.isWhole() || !other.isWhole() || operator == BinaryExpr.Operator.DIVIDE) {
            return java(BigDecimal.class);
        }
        return java(one.isLong() || other.isLong() ? Long.class : Integer.class);
    }

    private boolean isLong() {
        return java == Long.class || java == long.class;
    }

    boolean isBoolean() {
        return java == Boolean.class || java == boolean.class;
    }

    boolean isDate() {
        return java == java.time.LocalDate.class;
    }

    boolean isDateTime() {
        return java == java.time.LocalDateTime.class;
    }

    boolean isTime() {
        return java != null && java.time.temporal.Temporal.class.isAssignableFrom(java);
    }

    boolean isList() {
        return java != null && Collection.class.isAssignableFrom(java);
    }

    /** As in "amount is a decimal number". */
    String words() {
        if (declared != null) {
            return (declared.matches("[AEIOU].*") ? "an " : "a ") + declared;
        }
        if (isText()) {
            return "text";
        }
        if (isNumber()) {
            return isWhole() ? "a whole number" : "a decimal number";
        }
        if (isBoolean()) {
            return "true or false";
        }
        if (isTime()) {
            return isDate() ? "a date" : "a date and time";
        }
        return isList() ? "a list" : "a " + (java == null ? "value" : java.getSimpleName());
    }
}
