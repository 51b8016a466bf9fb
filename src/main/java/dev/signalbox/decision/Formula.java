package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.process.Limit;
import dev.signalbox.process.Suggestion;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a value of process.yaml is worked out by: {@code + - * /} and brackets over numbers, limits and the item's own
 * numbers, {@code sum}, {@code min}, {@code max} and {@code count} over a list, {@code round}. Exact, but for a quotient
 * that does not end, which has 38 digits. Unknown when anything that it reads is missing.
 */
final class Formula {
    static final int LONGEST = 500;

    private static final MathContext QUOTIENT = new MathContext(38, RoundingMode.HALF_EVEN);
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d+(?:\\.\\d+)?)(?![\\w.])|([A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*)|([-+*/(),]))\\s*");
    private static final List<String> OVER_LISTS = List.of("sum", "min", "max", "count");

    /** A part of it: null when it is unknown. */
    interface Part {
        @Nullable
        BigDecimal of(Map<String, Object> item);
    }

    private final ItemType item;
    private final Map<String, Limit> limits;
    private final Set<String> later;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private Formula(ItemType item, Map<String, Limit> limits, Set<String> later) {
        this.item = item;
        this.limits = limits;
        this.later = later;
    }

    /**
     * Reads a formula.
     *
     * @param later fields that are not worked out yet when this is
     * @throws IllegalArgumentException when it is none, with what was expected
     */
    static Part read(String text, ItemType item, Map<String, Limit> limits, Set<String> later) {
        var formula = new Formula(item, limits, later);
        require(text.length() <= LONGEST, "at most " + LONGEST + " characters", text.length() + "");
        Matcher token = TOKEN.matcher(text);
        for (int from = 0; from < text.length(); from = token.end()) {
            token.region(from, text.length());
            require(token.lookingAt(), "numbers, fields, + - * / and brackets", "'" + text.substring(from) + "'");
            formula.tokens.add(token.group().strip());
        }
        Part whole = formula.terms();
        require(formula.peek().isEmpty(), "a sign such as + here", "'" + formula.peek() + "'");
        return whole;
    }

    private Part terms() {
        Part left = factors();
        while (peek().equals("+") || peek().equals("-")) {
            left = next().equals("+")
                    ? both(left, factors(), BigDecimal::add)
                    : both(left, factors(), BigDecimal::subtract);
        }
        return left;
    }

    private Part factors() {
        Part left = one();
        while (peek().equals("*") || peek().equals("/")) {
            left = next().equals("*") ? both(left, one(), BigDecimal::multiply) : quotient(left, one());
        }
        return left;
    }

    private Part one() {
        String word = next();
        if (word.equals("-")) {
            return changed(one(), BigDecimal::negate);
        }
        if (word.equals("(")) {
            Part inner = terms();
            take(")");
            return inner;
        }
        require(
                !word.isEmpty() && !"+*/),".contains(word),
                "a number or a field",
                word.isEmpty() ? "the end" : "'" + word + "'");
        if (Character.isDigit(word.charAt(0))) {
            var number = new BigDecimal(word);
            return values -> number;
        }
        return peek().equals("(") ? call(word) : name(word);
    }

    private Part call(String function) {
        take("(");
        Part result;
        if (function.equals("round")) {
            Part value = terms();
            take(",");
            String digits = next();
            require(digits.matches("\\d{1,2}"), "a number of digits", "'" + digits + "'");
            result = changed(value, number -> number.setScale(Integer.parseInt(digits), RoundingMode.HALF_UP));
        } else {
            require(
                    OVER_LISTS.contains(function),
                    "sum, min, max, count or round",
                    "'" + function + "'" + help(function, OVER_LISTS));
            result = overList(function, next());
        }
        take(")");
        return result;
    }

    private Part name(String path) {
        String limit = path.startsWith("limits.") ? path.substring("limits.".length()) : "";
        if (limits.containsKey(limit)) {
            Limit value = limits.get(limit);
            require(value.kind() == Limit.Kind.NUMBER, "a limit that is a number", "'" + path + "'");
            var number = new BigDecimal(value.text());
            return values -> number;
        }
        List<Field> fields = fields(path);
        Field last = fields.get(fields.size() - 1);
        boolean plain = fields.stream().noneMatch(Field::list) && isNumber(last);
        require(plain, "a number of " + item.name(), "'" + path + "', which is " + (plain ? "" : described(fields)));
        return values -> number(at(values, fields, 0));
    }

    private static String described(List<Field> fields) {
        Field last = fields.get(fields.size() - 1);
        return fields.stream().anyMatch(Field::list) ? "in a list: sum, min, max or count it" : last.kind().words;
    }

    private Part overList(String function, String path) {
        List<Field> fields = fields(path);
        int list = 0;
        while (list < fields.size() && !fields.get(list).list()) {
            list++;
        }
        List<Field> before = fields.subList(0, Math.min(list + 1, fields.size()));
        List<Field> within = fields.subList(before.size(), fields.size());
        boolean counted = function.equals("count");
        boolean numbers = isNumber(fields.get(fields.size() - 1));
        require(
                list < fields.size()
                        && within.stream().noneMatch(Field::list)
                        && (counted ? within.isEmpty() : numbers),
                counted ? "a list" : "a number within a list, such as lines.amount",
                "'" + path + "'");
        return values -> at(values, before, 0) instanceof List<?> elements ? over(function, elements, within) : null;
    }

    private static @Nullable BigDecimal over(String function, List<?> elements, List<Field> within) {
        if (function.equals("count")) {
            return BigDecimal.valueOf(elements.size());
        }
        BigDecimal result = function.equals("sum") ? BigDecimal.ZERO : null;
        for (Object element : elements) {
            BigDecimal number = number(at(element, within, 0));
            if (number == null) {
                return null;
            }
            result = result == null
                    ? number
                    : switch (function) {
                        case "sum" -> result.add(number);
                        case "min" -> result.min(number);
                        default -> result.max(number);
                    };
        }
        return result;
    }

    private List<Field> fields(String path) {
        var fields = new ArrayList<Field>();
        ItemType type = item;
        for (String name : path.split("\\.", -1)) {
            Field field = type == null ? null : type.fields().get(name);
            Set<String> known = type == null ? Set.of() : type.fields().keySet();
            String names = String.join(
                    ", ",
                    Stream.concat(known.stream(), limits.keySet().stream().map(l -> "limits." + l))
                            .toList());
            require(field != null, "one of " + names, "'" + path + "'" + help(name, List.copyOf(known)));
            fields.add(Objects.requireNonNull(field));
            type = field.nested();
        }
        String first = fields.get(0).name();
        require(!later.contains(first), "a value that is worked out before", "'" + first + "'");
        return fields;
    }

    private static boolean isNumber(Field field) {
        return field.kind() == Kind.DECIMAL || field.kind() == Kind.INTEGER;
    }

    private static @Nullable Object at(@Nullable Object value, List<Field> path, int from) {
        if (from == path.size() || value == null) {
            return value;
        }
        return value instanceof Map<?, ?> object ? at(object.get(path.get(from).name()), path, from + 1) : null;
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return value instanceof Long whole
                ? BigDecimal.valueOf(whole)
                : value instanceof BigDecimal number ? number : null;
    }

    private static Part both(Part left, Part right, BinaryOperator<BigDecimal> operator) {
        return values -> {
            BigDecimal one = left.of(values);
            BigDecimal other = one == null ? null : right.of(values);
            return one == null || other == null ? null : operator.apply(one, other);
        };
    }

    private static Part changed(Part part, Function<BigDecimal, BigDecimal> change) {
        return values -> {
            BigDecimal number = part.of(values);
            return number == null ? null : change.apply(number);
        };
    }

    /** What is divided by nothing is unknown. */
    private static Part quotient(Part left, Part right) {
        return values -> {
            BigDecimal one = left.of(values);
            BigDecimal other = one == null ? null : right.of(values);
            return one == null || other == null || other.signum() == 0 ? null : one.divide(other, QUOTIENT);
        };
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    private void take(String sign) {
        String found = next();
        require(found.equals(sign), "'" + sign + "'", found.isEmpty() ? "the end" : "'" + found + "'");
    }

    private static String help(String typed, List<String> words) {
        String question = Suggestion.question(typed, words);
        return question == null ? "" : "; " + question;
    }

    private static void require(boolean holds, String expected, String found) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", but found " + found);
        }
    }
}
