package dev.signalbox.item;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which values can be stored and sent on, wherever they come from. */
public final class Bounds {
    /** Digits of a number that is written out, before and after the point together. */
    public static final int MOST_DIGITS = 38;

    private static final int LAST_YEAR = 9999;

    private Bounds() {}

    /** The number with a scale of 0 or more; null when it has too many digits. */
    public static @Nullable BigDecimal decimal(BigDecimal decimal) {
        int scale = decimal.scale();
        if (scale < -MOST_DIGITS || scale > MOST_DIGITS) {
            return decimal.signum() == 0 && scale < 0 ? BigDecimal.ZERO : null;
        }
        if (decimal.precision() - Math.min(scale, 0) > MOST_DIGITS) {
            return null;
        }
        return scale < 0 ? decimal.setScale(0, RoundingMode.UNNECESSARY) : decimal;
    }

    /** Whether it is of the years that are written with four digits. */
    public static boolean isDate(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= LAST_YEAR;
    }

    /** Whether it has neither the character NUL nor half of a pair of surrogates: not every database takes those. */
    public static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
