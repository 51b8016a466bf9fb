package dev.signalbox.binding;

import dev.signalbox.item.Bounds;
import dev.signalbox.item.ItemType.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values from text that holds exactly one: numbers as JSON writes them (RFC 8259), dates as ISO 8601 writes them, years 1 to
 * 9999. What is read loses nothing; null means that the text is no such value.
 */
final class PlainText {
    /** Written out without an exponent. More would let a few characters ask for gigabytes. */
    static final int MOST_DIGITS = Bounds.MOST_DIGITS;

    private static final int LONGEST = 100;
    private static final Pattern NUMBER =
            Pattern.compile("-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");

    /** At the end of a moment. */
    private static final Pattern OFFSET = Pattern.compile("(?<=[0-9]) ?([+-])([0-9]{2}):?([0-9]{2})?$");
    /** A zone by a name, which means another offset in summer or nothing at all to others. */
    private static final Pattern ZONE_NAME = Pattern.compile(".*[A-Za-z]{2,}.*");

    private PlainText() {}

    static @Nullable Object read(Kind kind, String text) {
        if (kind == Kind.TEXT) {
            return text;
        }
        if (text.length() > LONGEST) {
            return null;
        }
        return switch (kind) {
            case DECIMAL -> isNumber(text) ? decimal(text) : null;
            case INTEGER -> isNumber(text) ? integer(text) : null;
            case BOOLEAN -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
            case DATE -> date(text);
            case DATE_TIME -> dateTime(text);
            case INSTANT -> instant(text);
            case TEXT, OBJECT -> null;
        };
    }

    /** As in "expected a decimal number", with the bound when it is that which a number breaks. */
    static String words(Kind kind, String text) {
        if (kind == Kind.INSTANT && text.length() <= LONGEST) {
            return kind.words + wrongWithMoment(text);
        }
        if ((kind != Kind.DECIMAL && kind != Kind.INTEGER) || !isNumber(text)) {
            return kind.words;
        }
        var decimal = text.length() > LONGEST ? null : decimal(text);
        if (kind == Kind.DECIMAL) {
            return decimal == null ? kind.words + " of at most " + MOST_DIGITS + " digits" : kind.words;
        }
        boolean whole = decimal == null || decimal.stripTrailingZeros().scale() <= 0;
        return whole ? kind.words + " from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE : kind.words;
    }

    /** What keeps a text from being a moment, when it is nearly one: "a moment with its time zone" alone would not say. */
    private static String wrongWithMoment(String text) {
        if (!startsWithDate(text) || dateTime(text) != null || isParsed(text)) {
            return ""; // no date, no zone, or no year from 1 to 9999
        }
        return ZONE_NAME.matcher(text.substring(11)).matches()
                ? " as Z or an offset such as +01:00, not by its name"
                : " such as 2014-12-31T09:30:00+01:00";
    }

    private static boolean isParsed(String text) {
        try {
            OffsetDateTime.parse(withColon(spelled(text)));
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** @param number as JSON writes it */
    static @Nullable BigDecimal decimal(String number) {
        try {
            return bounded(new BigDecimal(number));
        } catch (NumberFormatException e) {
            return null; // an exponent beyond an int
        }
    }

    /** See {@link Bounds#decimal}. */
    static @Nullable BigDecimal bounded(BigDecimal decimal) {
        return Bounds.decimal(decimal);
    }

    static @Nullable Long integer(String number) {
        var decimal = decimal(number);
        return decimal == null ? null : integer(decimal);
    }

    static @Nullable Long integer(BigDecimal decimal) {
        try {
            return decimal.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** {@code 2014-02-28}, and nothing beside it. Written by hand: it is in every item, often twice. */
    static @Nullable LocalDate date(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null; // 31 February
        }
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static @Nullable LocalDateTime dateTime(String text) {
        if (!startsWithDate(text)) {
            return null;
        }
        try {
            return inRange(LocalDateTime.parse(spelled(text)));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static @Nullable Instant instant(String text) {
        if (!startsWithDate(text)) {
            return null;
        }
        try {
            var utc = OffsetDateTime.parse(withColon(spelled(text))).toInstant().atOffset(ZoneOffset.UTC);
            return inRange(utc) == null ? null : utc.toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** As ISO 8601 and RFC 3339 allow it too: a blank or a small t before the time, a small z, a comma before fractions. */
    private static String spelled(String text) {
        char between = text.charAt(10);
        var plain = between == ' ' || between == 't' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        if (plain.endsWith("z")) {
            plain = plain.substring(0, plain.length() - 1) + 'Z';
        }
        return plain.indexOf(',') == 19 ? plain.replace(',', '.') : plain;
    }

    /** The offset as {@code +01:00}, where it is written {@code +0100}, {@code +01} or after a blank. */
    private static String withColon(String text) {
        var offset = OFFSET.matcher(text);
        if (!offset.find()) {
            return text;
        }
        var minutes = offset.group(3) == null ? "00" : offset.group(3);
        return text.substring(0, offset.start()) + offset.group(1) + offset.group(2) + ':' + minutes;
    }

    /** Before a parser is asked: its answer to what is no date at all is a costly exception. */
    private static boolean startsWithDate(String text) {
        return text.length() > 10 && date(text.substring(0, 10)) != null;
    }

    static <T extends TemporalAccessor> @Nullable T inRange(T date) {
        int year = date.get(ChronoField.YEAR);
        return year >= 1 && year <= 9999 ? date : null;
    }
}
