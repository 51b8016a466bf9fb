package dev.signalbox.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param part the measurement it belongs to, as named on the command line
 * @param what what was measured, with the unit
 * @param measured the figure
 * @param beside the yardstick from the same run, or null
 * @param ratio measured by yardstick, or null
 * @param target what the ratio, or else the figure, must keep to; null when it is only told
 */
public record Figure(
        String part,
        String what,
        double measured,
        @Nullable Double beside,
        @Nullable Double ratio,
        @Nullable Target target) {

    /** A limit; {@code most} says whether it is an upper one. */
    public record Target(double limit, boolean most) {
        static Target atLeast(double limit) {
            return new Target(limit, false);
        }

        static Target atMost(double limit) {
            return new Target(limit, true);
        }

        @Override
        public String toString() {
            return (most ? "≤ " : "≥ ") + number(limit);
        }
    }

    /** A figure that is only told. */
    static Figure told(String part, String what, double measured) {
        return new Figure(part, what, measured, null, null, null);
    }

    /** A figure with a target of its own. */
    static Figure of(String part, String what, double measured, Target target) {
        return new Figure(part, what, measured, null, null, target);
    }

    /** A figure whose target is for its ratio to the yardstick. */
    static Figure beside(String part, String what, double measured, double beside, double ratio, Target target) {
        return new Figure(part, what, measured, beside, ratio, target);
    }

    /** Whether the target is met; null when there is none. */
    @JsonProperty
    public @Nullable Boolean met() {
        if (target == null) {
            return null;
        }
        double judged = ratio == null ? measured : ratio;
        return target.most ? judged <= target.limit : judged >= target.limit;
    }

    /** Three significant digits, or whole. */
    static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        double size = Math.abs(value);
        int decimals = value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
