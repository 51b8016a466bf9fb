package dev.signalbox.process;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A kind of single value that {@code process.yaml} holds.
 *
 * @param expected how messages name it
 * @param standIn what takes the place of a value at fault, so that reading goes on and finds the other faults
 * @param parse the value, or null when it is not of this kind, or an {@link Address.Unusable} that says why
 */
record Scalar(Class<?> type, String expected, Object standIn, Function<ScalarNode, @Nullable Object> parse) {
    static final Scalar TEXT = new Scalar(String.class, "text", "", Scalar::text);
    private static final List<Scalar> KINDS = List.of(
            TEXT,
            new Scalar(int.class, "a whole number", 0, Scalar::count),
            new Scalar(
                    Limit.class,
                    "a number such as 1250.50, a date such as 2025-12-31, or text in quotes",
                    new Limit(Limit.Kind.TEXT, ""),
                    Scalar::limit),
            new Scalar(Duration.class, "a time such as 30m, 8h or 1d12h", Duration.ZERO, Scalar::time),
            new Scalar(Address.class, "an http or https address", Address.of("http://localhost"), Scalar::address));

    private static final Pattern TIME_PARTS =
            Pattern.compile("(?=.)(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,5})m)?(?:(\\d{1,5})s)?");
    private static final Pattern LIMIT_NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?");
    private static final Pattern LIMIT_TEXT = Pattern.compile("[^\\p{Cntrl}\"\\\\]{1,200}");
    private static final Pattern COUNT_DIGITS = Pattern.compile("-?\\d{1,9}");

    static boolean isOne(Class<?> type) {
        return KINDS.stream().anyMatch(kind -> kind.type == type);
    }

    static Scalar of(Class<?> type) {
        return KINDS.stream().filter(kind -> kind.type == type).findFirst().orElseThrow();
    }

    /** Whether it would be text if only it stood in quotes. */
    static boolean needsQuotes(ScalarNode node) {
        Tag tag = node.getTag();
        // YAML 1.1 takes NO and off for booleans, editors go by 1.2: there they are text, and so they are here.
        boolean isBoolean = tag.equals(Tag.BOOL) && node.getValue().matches("(?i)true|false");
        return node.getScalarStyle() == ScalarStyle.PLAIN
                && (isBoolean || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT));
    }

    private static @Nullable Object text(ScalarNode node) {
        return node.getTag().equals(Tag.NULL) || needsQuotes(node) ? null : node.getValue();
    }

    private static @Nullable Object count(ScalarNode node) {
        boolean isCount = node.getTag().equals(Tag.INT)
                && COUNT_DIGITS.matcher(node.getValue()).matches();
        return isCount ? Integer.valueOf(node.getValue()) : null;
    }

    /** Words may stand without quotes, what looks like a number may not: 1,000 would be text. */
    private static @Nullable Object limit(ScalarNode node) {
        String text = node.getValue();
        if (node.getScalarStyle() == ScalarStyle.PLAIN && !text.matches("\\p{L}.*")) {
            if (LIMIT_NUMBER.matcher(text).matches()) {
                return new Limit(Limit.Kind.NUMBER, text);
            }
            return isDate(text) ? new Limit(Limit.Kind.DATE, text) : null;
        }
        return !node.getTag().equals(Tag.NULL) && LIMIT_TEXT.matcher(text).matches() && !needsQuotes(node)
                ? new Limit(Limit.Kind.TEXT, text)
                : null;
    }

    private static boolean isDate(String text) {
        try {
            return text.equals(LocalDate.parse(text).toString());
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static @Nullable Object time(ScalarNode node) {
        var parts = TIME_PARTS.matcher(node.getValue());
        if (!parts.matches()) {
            return null;
        }
        return Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static @Nullable Object address(ScalarNode node) {
        try {
            return Address.parse(node.getValue());
        } catch (Address.Unusable e) {
            return e;
        }
    }
}
