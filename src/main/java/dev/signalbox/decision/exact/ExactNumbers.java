package dev.signalbox.decision.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic and comparisons of conditions: every number is taken as the decimal it is written as. With something missing no
 * comparison holds but {@link #differs}, as {@code amount != 5} holds without an amount, and arithmetic fails: the rule could
 * not be checked then. Compiled rules call it; analysts write operators.
 */
public final class ExactNumbers {
    /** Products of the longest numbers are exact; what is longer is no amount, and must not take the machine's memory. */
    private static final MathContext LONGEST = new MathContext(100, RoundingMode.HALF_EVEN);

    /** What goes on for ever is cut here, as 1 / 3 is. */
    private static final MathContext QUOTIENT = MathContext.DECIMAL128;

    private ExactNumbers() {}

    /** A number as written. */
    public static BigDecimal of(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale);
    }

    /** A number as written, too long for the other. */
    public static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    /** The number as a decimal; a binary one is what it is printed as. Null when it is missing. */
    public static @Nullable BigDecimal number(@Nullable Object value) {
        if (value == null || value instanceof BigDecimal) {
            return (BigDecimal) value;
        }
        if (value instanceof Double || value instanceof Float) {
            return new BigDecimal(value.toString());
        }
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (value instanceof Number whole) {
            return BigDecimal.valueOf(whole.longValue());
        }
        return text(value);
    }

    private static BigDecimal text(Object value) {
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected a number, but was \"" + value + "\"", e);
        }
    }

    private static int compare(Object one, Object other) {
        return isWhole(one) && isWhole(other)
                ? Long.compare(((Number) one).longValue(), ((Number) other).longValue())
                : Objects.requireNonNull(number(one)).compareTo(Objects.requireNonNull(number(other)));
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    public static boolean less(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && compare(one, other) < 0;
    }

    public static boolean atMost(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && compare(one, other) <= 0;
    }

    public static boolean greater(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && compare(one, other) > 0;
    }

    public static boolean atLeast(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && compare(one, other) >= 0;
    }

    public static boolean equal(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && compare(one, other) == 0;
    }

    /** Whether one is not the other; so it is when any of them is missing. */
    public static boolean differs(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null || compare(one, other) != 0;
    }

    public static BigDecimal plus(@Nullable Object one, @Nullable Object other) {
        return there(one).add(there(other), LONGEST);
    }

    public static BigDecimal minus(@Nullable Object one, @Nullable Object other) {
        return there(one).subtract(there(other), LONGEST);
    }

    public static BigDecimal times(@Nullable Object one, @Nullable Object other) {
        return there(one).multiply(there(other), LONGEST);
    }

    /** One divided by the other, to 34 digits. */
    public static BigDecimal over(@Nullable Object one, @Nullable Object other) {
        return there(one).divide(divisor(there(other)), QUOTIENT);
    }

    /** What a division to a whole number leaves, with the sign of the first: -7 % 3 is -1. */
    public static BigDecimal rest(@Nullable Object one, @Nullable Object other) {
        return there(one).remainder(divisor(there(other)), LONGEST);
    }

    public static BigDecimal negated(@Nullable Object one) {
        return there(one).negate();
    }

    private static BigDecimal there(@Nullable Object value) {
        return Objects.requireNonNull(number(value), "a number is missing");
    }

    /**
     * Works out a longer formula.
     *
     * @param formula the operators after what they work with: {@code vv+v*} is the first value and the second, times the
     *     third; ~ turns the sign
     */
    public static BigDecimal work(String formula, @Nullable Object... values) {
        var stack = new BigDecimal[values.length];
        int top = -1;
        int next = 0;
        for (int i = 0; i < formula.length(); i++) {
            char step = formula.charAt(i);
            BigDecimal result = switch (step) {
                case 'v' -> there(values[next++]);
                case '~' -> negated(stack[top--]);
                default -> worked(step, stack[--top], stack[top-- + 1]);
            };
            stack[++top] = result;
        }
        return stack[0];
    }

    private static BigDecimal worked(char operator, BigDecimal one, BigDecimal other) {
        return switch (operator) {
            case '+' -> plus(one, other);
            case '-' -> minus(one, other);
            case '*' -> times(one, other);
            case '/' -> over(one, other);
            case '%' -> rest(one, other);
            default -> throw new IllegalArgumentException("Expected an operator, but was " + operator);
        };
    }

    private static BigDecimal divisor(BigDecimal number) {
        if (number.signum() == 0) {
            throw new ArithmeticException("Division by zero");
        }
        return number;
    }
}
