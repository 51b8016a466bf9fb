package dev.signalbox.decision.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that one field may have where some comparisons hold: from one end to the other, perhaps only some of them,
 * and not some others.
 *
 * @param missing whether the field may be missing
 * @param low with null, there is no lower end
 * @param only with null, all between the ends
 */
record Domain(
        boolean missing,
        @Nullable End low,
        @Nullable End high,
        @Nullable Set<Comparable<?>> only,
        Set<Comparable<?>> not) {
    static final Domain ALL = new Domain(true, null, null, null, Set.of());
    static final Domain MISSING = new Domain(true, null, null, Set.of(), Set.of());
    static final Domain PRESENT = new Domain(false, null, null, null, Set.of());

    /** An end of a range, which may belong to it or not. */
    record End(Comparable<?> value, boolean included) {}

    /** The values that the comparison of a field with one value leaves; null when it is none of these. */
    static @Nullable Domain of(String operator, Comparable<?> value) {
        return switch (operator) {
            case "==" -> new Domain(false, null, null, Set.of(value), Set.of());
            case "!=" -> new Domain(true, null, null, null, Set.of(value));
            case ">" -> new Domain(false, new End(value, false), null, null, Set.of());
            case ">=" -> new Domain(false, new End(value, true), null, null, Set.of());
            case "<" -> new Domain(false, null, new End(value, false), null, Set.of());
            case "<=" -> new Domain(false, null, new End(value, true), null, Set.of());
            default -> null;
        };
    }

    Domain and(Domain other) {
        var both = new HashSet<>(not);
        both.addAll(other.not);
        Set<Comparable<?>> some = only;
        if (some == null) {
            some = other.only;
        } else if (other.only != null) {
            some = new HashSet<>(some);
            some.retainAll(other.only);
        }
        return new Domain(
                missing && other.missing, stricter(low, other.low, 1), stricter(high, other.high, -1), some, both);
    }

    private static @Nullable End stricter(@Nullable End one, @Nullable End other, int sign) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int compared = sign * compare(one.value, other.value);
        return compared > 0 || (compared == 0 && !one.included) ? one : other;
    }

    /** Whether the field cannot be so. */
    boolean isEmpty() {
        if (missing) {
            return false;
        }
        if (only != null) {
            return only.stream().noneMatch(this::holds);
        }
        if (low == null || high == null) {
            return false;
        }
        int compared = compare(low.value, high.value);
        return compared > 0 || (compared == 0 && (!low.included || !high.included || not.contains(low.value)));
    }

    private boolean holds(Comparable<?> value) {
        return (only == null || only.contains(value))
                && !not.contains(value)
                && (low == null || within(value, low, 1))
                && (high == null || within(value, high, -1));
    }

    private static boolean within(Comparable<?> value, End end, int sign) {
        int compared = sign * compare(value, end.value);
        return compared > 0 || (compared == 0 && end.included);
    }

    /** Whether the other has all that this has. */
    boolean isWithin(Domain other) {
        if (missing && !other.missing) {
            return false;
        }
        if (only != null) {
            return only.stream().filter(this::holds).allMatch(other::holds);
        }
        return other.only == null
                && Objects.equals(stricter(low, other.low, 1), low)
                && Objects.equals(stricter(high, other.high, -1), high)
                && other.not.stream().noneMatch(this::holds);
    }

    /** Something that the field may be; null when that is nothing, or none is found. */
    @Nullable
    Comparable<?> sample() {
        var tried = new ArrayList<Comparable<?>>();
        if (only != null) {
            only.stream().sorted(Domain::compare).forEach(tried::add);
        }
        if (not.stream().anyMatch(String.class::isInstance)) {
            tried.add("any");
        }
        for (End end : new End[] {high, low}) {
            if (end != null && end.value instanceof BigDecimal number) {
                tried.addAll(List.of(
                        number,
                        number.subtract(BigDecimal.ONE),
                        number.add(BigDecimal.ONE),
                        number.subtract(new BigDecimal("0.01")),
                        number.add(new BigDecimal("0.01"))));
            } else if (end != null && end.value instanceof LocalDate day) {
                tried.addAll(List.of(day, day.minusDays(1), day.plusDays(1)));
            }
        }
        if (low != null
                && high != null
                && low.value instanceof BigDecimal from
                && high.value instanceof BigDecimal to) {
            tried.add(from.add(to)
                    .divide(BigDecimal.valueOf(2), 10, RoundingMode.HALF_UP)
                    .stripTrailingZeros());
        }
        return tried.stream().filter(this::holds).findFirst().orElse(null);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Comparable one, Comparable other) {
        return one.getClass() == other.getClass() ? one.compareTo(other) : 0;
    }
}
