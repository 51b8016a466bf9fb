package dev.signalbox.binding;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people write them in English tables: {@code $1,995.00}, {@code 12.5 €}, {@code -3}, and {@code (12.50)} for what
 * is owed. A comma must part whole thousands; an exponent is refused, for a spreadsheet that shows one has lost the digits.
 */
final class Money {
    private static final int LONGEST = 60;
    private static final int MOST_IN_A_LONG = 18;

    private Money() {}

    static @Nullable BigDecimal read(String text) {
        int from = 0;
        int to = text.length();
        if (to == 0 || to > LONGEST) {
            return null;
        }
        var simple = simple(text);
        if (simple != null) {
            return simple;
        }
        boolean negative = text.charAt(0) == '(' && text.charAt(to - 1) == ')';
        if (negative) {
            from++;
            to--;
        }
        boolean sign = false;
        boolean currency = false;
        for (; from < to; from++) {
            char c = text.charAt(from);
            if (c == '-' && !negative) {
                negative = true;
            } else if (c == '+' && !sign && !negative) {
                sign = true;
            } else if (isCurrency(c) && !currency) {
                currency = true;
            } else if (!isSpace(c) || (!currency && !negative)) {
                break;
            }
        }
        while (to > from && (isSpace(text.charAt(to - 1)) || (isCurrency(text.charAt(to - 1)) && !currency))) {
            currency |= isCurrency(text.charAt(--to));
        }
        var plain = digits(text, from, to);
        if (plain == null) {
            return null;
        }
        var number = PlainText.decimal(plain);
        return number == null || !negative ? number : number.negate();
    }

    /** A number of digits and at most one point, which most are; null for any other. */
    private static @Nullable BigDecimal simple(String text) {
        int length = text.length();
        int point = -1;
        long unscaled = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                unscaled = unscaled * 10 + digit;
            } else if (digit == '.' - '0' && point < 0) {
                point = i;
            } else {
                return null;
            }
        }
        boolean fits = length <= MOST_IN_A_LONG && point < length - 1;
        return fits ? BigDecimal.valueOf(unscaled, point < 0 ? 0 : length - 1 - point) : null;
    }

    /** The number without its commas, or null when it is none. */
    private static @Nullable String digits(String text, int from, int to) {
        var plain = new StringBuilder(to - from);
        int group = 0;
        boolean grouped = false;
        boolean fraction = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                plain.append(c);
                group++;
            } else if (fraction || (grouped && group != 3)) {
                return null;
            } else if (c == '.') {
                fraction = true;
                plain.append(c);
                group = 0;
            } else if (c == ',' && group >= 1 && group <= 3 && plain.charAt(0) != '0') {
                grouped = true;
                group = 0;
            } else {
                return null;
            }
        }
        boolean whole = fraction ? group > 0 : grouped ? group == 3 : group > 0;
        return whole ? plain.toString() : null;
    }

    private static boolean isCurrency(char c) {
        return c == '$' || (c > 0x7F && Character.getType(c) == Character.CURRENCY_SYMBOL);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F';
    }
}
