package dev.signalbox.binding;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people write them in English tables: {@code $1,995.00}, {@code 12.5 €}, {@code -3}, and {@code (12.50)} for what
 * is owed; or with a decimal comma, {@code 1.995,00 €} and {@code 1 995,00 €}. What parts thousands must part whole ones; an
 * exponent is refused, for a spreadsheet that shows one has lost the digits.
 */
final class Money {
    private static final int LONGEST = 60;
    private static final int MOST_IN_A_LONG = 18;

    static final Money WITH_POINT = new Money('.', ",");
    static final Money WITH_COMMA = new Money(',', ". \u00A0\u202F'\u2019");

    private final char decimal;
    private final String thousands;

    /** @param thousands what may stand between them, the same throughout a number */
    private Money(char decimal, String thousands) {
        this.decimal = decimal;
        this.thousands = thousands;
    }

    /** Whether it is a number only to those who write the other decimal sign. */
    boolean isOtherwise(String text) {
        var other = decimal == '.' ? WITH_COMMA : WITH_POINT;
        return text.indexOf(other.decimal) >= 0 && other.read(text) != null;
    }

    /** As in "a decimal point". */
    String sign() {
        return decimal == '.' ? "point" : "comma";
    }

    @Nullable
    BigDecimal read(String text) {
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

    /** A number of digits and at most one decimal sign, which most are; null for any other. */
    private @Nullable BigDecimal simple(String text) {
        int length = text.length();
        int point = -1;
        long unscaled = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                unscaled = unscaled * 10 + digit;
            } else if (digit == decimal - '0' && point < 0) {
                point = i;
            } else {
                return null;
            }
        }
        boolean fits = length <= MOST_IN_A_LONG && point < length - 1;
        return fits ? BigDecimal.valueOf(unscaled, point < 0 ? 0 : length - 1 - point) : null;
    }

    /** The number without what parts its thousands, or null when it is none. */
    private @Nullable String digits(String text, int from, int to) {
        var plain = new StringBuilder(to - from);
        int group = 0;
        char grouped = 0;
        boolean fraction = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                plain.append(c);
                group++;
            } else if (fraction || (grouped != 0 && group != 3)) {
                return null;
            } else if (c == decimal) {
                fraction = true;
                plain.append('.');
                group = 0;
            } else if (parts(c, grouped) && group >= 1 && group <= 3 && plain.charAt(0) != '0') {
                grouped = c;
                group = 0;
            } else {
                return null;
            }
        }
        boolean whole = fraction ? group > 0 : grouped != 0 ? group == 3 : group > 0;
        return whole ? plain.toString() : null;
    }

    private boolean parts(char c, char before) {
        return before == 0 ? thousands.indexOf(c) >= 0 : before == c;
    }

    private static boolean isCurrency(char c) {
        return c == '$' || (c > 0x7F && Character.getType(c) == Character.CURRENCY_SYMBOL);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F';
    }
}
