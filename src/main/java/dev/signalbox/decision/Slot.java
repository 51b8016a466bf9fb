package dev.signalbox.decision;

import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Problem;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of a declared type: how a plain value gets into a fact, and out of it.
 *
 * @param java the class of the value, or of each element of a list
 * @param nested the shape of a declared type, otherwise null
 * @param getter takes and gives Object
 * @param setter takes the fact and the value, both as Object
 */
record Slot(
        String name,
        Kind kind,
        boolean list,
        Class<?> java,
        @Nullable FactShape nested,
        MethodHandle getter,
        MethodHandle setter) {

    @Nullable
    Object get(Object fact) {
        try {
            return (Object) getter.invokeExact(fact);
        } catch (Throwable e) {
            throw new IllegalStateException("Expected to read " + name + ", but " + e, e);
        }
    }

    void set(Object fact, Object javaValue) {
        try {
            setter.invokeExact(fact, javaValue);
        } catch (Throwable e) {
            throw new IllegalStateException("Expected to fill in " + name + ", but " + e, e);
        }
    }

    /** Puts a plain value into the fact; what does not fit is reported and left out. */
    void fill(Object fact, Object plain, String prefix, List<Problem> problems) {
        Object value = list ? elements((List<?>) plain, prefix, problems) : element(plain, prefix + name, problems);
        if (value != null) {
            set(fact, value);
        }
    }

    private List<@Nullable Object> elements(List<?> plain, String prefix, List<Problem> problems) {
        var elements = new ArrayList<@Nullable Object>(plain.size());
        for (int i = 0; i < plain.size(); i++) {
            Object element = plain.get(i);
            elements.add(element == null ? null : element(element, prefix + name + "[" + i + "]", problems));
        }
        // A rule that tries to change it fails: the others see the item as it came.
        return Collections.unmodifiableList(elements);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object element(Object plain, String path, List<Problem> problems) {
        if (nested != null) {
            return nested.make((Map<String, Object>) plain, path + ".", problems);
        }
        Object value = fit(plain);
        if (value == null) {
            problems.add(new Problem(path, bounds(), Plain.text(plain)));
        }
        return value;
    }

    /** The plain value as the field's own class, or null when it is out of that class's range. The class is asked first, which costs least. */
    @Nullable
    Object fit(Object plain) {
        if (java == Integer.class && plain instanceof Long number) {
            return number == number.intValue() ? (Object) number.intValue() : null;
        }
        if (java == Double.class && plain instanceof BigDecimal decimal) {
            double value = decimal.doubleValue();
            return Double.isFinite(value) ? (Object) value : null;
        }
        if (java == Float.class && plain instanceof BigDecimal decimal) {
            float value = decimal.floatValue();
            return Float.isFinite(value) ? (Object) value : null;
        }
        return plain;
    }

    private String bounds() {
        if (java == Integer.class) {
            return "must be between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE;
        }
        BigInteger largest = new BigDecimal(java == Float.class ? Float.MAX_VALUE : Double.MAX_VALUE).toBigInteger();
        return "must have at most " + largest.toString().length() + " digits before the point";
    }
}
