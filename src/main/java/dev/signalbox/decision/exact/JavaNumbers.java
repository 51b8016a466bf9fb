package dev.signalbox.decision.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What takes the place of Java's own where that would lose a part of a number without a word. {@link ExactClasses} puts it
 * there; each method has the name of what it stands for, and takes what that takes.
 */
public final class JavaNumbers {
    private static final BigInteger LEAST_INT = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MOST_INT = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private JavaNumbers() {}

    /** The text that {@code new BigDecimal(0.1)} is meant by. */
    public static String written(double number) {
        return Double.toString(number);
    }

    public static BigDecimal valueOf(double number) {
        return new BigDecimal(written(number));
    }

    public static int add(int one, int other) {
        return whole((long) one + other);
    }

    public static int subtract(int one, int other) {
        return whole((long) one - other);
    }

    public static int multiply(int one, int other) {
        return whole((long) one * other);
    }

    public static int negate(int one) {
        return whole(-(long) one);
    }

    public static int divide(int one, int other) {
        return whole((long) one / divisor(other));
    }

    /** A long as an int. */
    public static int whole(long number) {
        if ((int) number != number) {
            throw tooLarge(String.valueOf(number), "2147483647");
        }
        return (int) number;
    }

    public static long add(long one, long other) {
        long sum = one + other;
        if (((one ^ sum) & (other ^ sum)) < 0) {
            throw tooLarge(
                    BigInteger.valueOf(one).add(BigInteger.valueOf(other)).toString(), String.valueOf(MOST_LONG));
        }
        return sum;
    }

    public static long subtract(long one, long other) {
        long difference = one - other;
        if (((one ^ other) & (one ^ difference)) < 0) {
            throw tooLarge(
                    BigInteger.valueOf(one).subtract(BigInteger.valueOf(other)).toString(), String.valueOf(MOST_LONG));
        }
        return difference;
    }

    public static long multiply(long one, long other) {
        if (Math.multiplyHigh(one, other) != ((one * other) >> 63)) {
            throw tooLarge(
                    BigInteger.valueOf(one).multiply(BigInteger.valueOf(other)).toString(), String.valueOf(MOST_LONG));
        }
        return one * other;
    }

    public static long negate(long one) {
        return subtract(0L, one);
    }

    public static long divide(long one, long other) {
        return other == -1 ? negate(one) : one / divisor(other);
    }

    private static long divisor(long number) {
        if (number == 0) {
            throw new ArithmeticException("/ by zero");
        }
        return number;
    }

    public static int abs(int one) {
        return one < 0 ? negate(one) : one;
    }

    public static long abs(long one) {
        return one < 0 ? negate(one) : one;
    }

    /** Without its fraction, as Java's own. */
    public static int intValue(Number number) {
        return toWhole(number, LEAST_INT, MOST_INT).intValue();
    }

    /** Without its fraction, as Java's own. */
    public static long longValue(Number number) {
        return toWhole(number, LEAST_LONG, MOST_LONG).longValue();
    }

    private static Number toWhole(Number number, BigInteger least, BigInteger most) {
        if (number instanceof Integer || (number instanceof Long && most.equals(MOST_LONG))) {
            return number;
        }
        BigDecimal exact = Objects.requireNonNull(ExactNumbers.number(number));
        // A number of a million digits is never made whole to see that it is too large.
        boolean tooLong = exact.precision() - (long) exact.scale() > 20;
        BigInteger whole = tooLong ? BigInteger.ZERO : exact.toBigInteger();
        if (tooLong || whole.compareTo(least) < 0 || whole.compareTo(most) > 0) {
            throw tooLarge(exact.round(new java.math.MathContext(20)).toString(), most.toString());
        }
        return whole;
    }

    public static int sum(IntStream numbers) {
        return numbers.reduce(0, JavaNumbers::add);
    }

    public static long sum(LongStream numbers) {
        return numbers.reduce(0, JavaNumbers::add);
    }

    static ArithmeticException tooLarge(String number, String most) {
        return new ArithmeticException("Expected a whole number up to " + most + ", but it is " + number);
    }

    static long sum(long total, @Nullable Object value) {
        return value == null ? total : add(total, ((Number) value).longValue());
    }
}
