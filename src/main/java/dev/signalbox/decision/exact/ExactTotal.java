package dev.signalbox.decision.exact;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.drools.core.base.accumulators.AbstractAccumulateFunction;
import org.jspecify.annotations.Nullable;

/**
 * A sum or an average over facts, in place of those of Drools: theirs start anew beyond the largest whole number, and the
 * average of 1 and 2 is 2. What is missing does not count. It is the same in whatever order the facts come.
 */
public abstract class ExactTotal extends AbstractAccumulateFunction<ExactTotal.Total> {
    private static final long serialVersionUID = 1L;

    private final Class<?> type;

    ExactTotal(Class<?> type) {
        this.type = type;
    }

    /** What is gathered so far. */
    public static final class Total implements Serializable {
        private static final long serialVersionUID = 1L;

        private BigDecimal sum = BigDecimal.ZERO;
        private long count;

        BigInteger whole() {
            return sum.toBigIntegerExact();
        }

        BigDecimal average() {
            return count == 0 ? BigDecimal.ZERO : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
        }

        private void add(@Nullable Object value, int sign) {
            BigDecimal number = ExactNumbers.number(value);
            if (number != null) {
                sum = sign < 0 ? sum.subtract(number) : sum.add(number);
                count += sign;
            }
        }
    }

    abstract Object result(Total total);

    @Override
    public Total createContext() {
        return new Total();
    }

    @Override
    public void init(Total total) {
        total.sum = BigDecimal.ZERO;
        total.count = 0;
    }

    @Override
    public void accumulate(Total total, @Nullable Object value) {
        total.add(value, 1);
    }

    @Override
    public void reverse(Total total, @Nullable Object value) {
        total.add(value, -1);
    }

    @Override
    public Object getResult(Total total) {
        return result(total);
    }

    @Override
    public boolean supportsReverse() {
        return true;
    }

    @Override
    public Class<?> getResultType() {
        return type;
    }

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}

    /** Of numbers that are each an Integer. */
    public static final class OfIntegers extends ExactTotal {
        private static final long serialVersionUID = 1L;

        public OfIntegers() {
            super(Integer.class);
        }

        @Override
        Object result(Total total) {
            return JavaNumbers.intValue(total.whole());
        }
    }

    /** Of numbers that are each a Long. */
    public static final class OfLongs extends ExactTotal {
        private static final long serialVersionUID = 1L;

        public OfLongs() {
            super(Long.class);
        }

        @Override
        Object result(Total total) {
            return JavaNumbers.longValue(total.whole());
        }
    }

    /** The average of decimals. */
    public static final class Average extends ExactTotal {
        private static final long serialVersionUID = 1L;

        public Average() {
            super(BigDecimal.class);
        }

        @Override
        Object result(Total total) {
            return total.average();
        }
    }
}
