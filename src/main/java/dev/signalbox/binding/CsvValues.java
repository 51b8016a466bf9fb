package dev.signalbox.binding;

import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.process.CsvFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Values from the cells of a table. Dates are tried as ISO 8601 first, then by the pack's patterns in their order: month
 * names in English and in any case, two-digit years from 2000 to 2099, and no 31 February.
 */
final class CsvValues {
    private static final int LONGEST_DATE = 100;
    private static final int MOST_REMEMBERED = 10_000;

    private final Set<String> nulls;
    private final Money money;
    private final List<DateTimeFormatter> patterns;
    // A file holds few dates many times, and a pattern is slow: what each text gave is kept, failures as empty.
    private final Map<Kind, Map<String, Optional<Object>>> dates = Map.of(
            Kind.DATE, new ConcurrentHashMap<>(),
            Kind.DATE_TIME, new ConcurrentHashMap<>(),
            Kind.INSTANT, new ConcurrentHashMap<>());

    CsvValues(CsvFormat format) {
        this.nulls = Set.copyOf(format.nulls());
        this.money = format.hasDecimalComma() ? Money.WITH_COMMA : Money.WITH_POINT;
        this.patterns = format.dates().stream().map(CsvValues::formatter).toList();
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                // "y" is the year of an era, which a strict reading would want to see written.
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** @param cell trimmed */
    boolean isNull(String cell) {
        return cell.isEmpty() || nulls.contains(cell);
    }

    /** @param cell trimmed */
    @Nullable
    Object read(Kind kind, String cell) {
        return switch (kind) {
            case TEXT -> cell;
            case DECIMAL -> money.read(cell);
            case INTEGER -> {
                var number = money.read(cell);
                yield number == null ? null : PlainText.integer(number);
            }
            case BOOLEAN -> flag(cell);
            case DATE, DATE_TIME, INSTANT -> date(kind, cell);
            case OBJECT -> null;
        };
    }

    /** As in "expected a decimal number", with the decimal sign when a number is written with the other one. */
    String words(Kind kind, String cell) {
        return kind == Kind.DECIMAL && money.isOtherwise(cell)
                ? kind.words + " with a decimal " + money.sign()
                : PlainText.words(kind, cell);
    }

    private static @Nullable Boolean flag(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y" -> Boolean.TRUE;
            case "false", "no", "n" -> Boolean.FALSE;
            default -> null;
        };
    }

    private @Nullable Object date(Kind kind, String cell) {
        if (cell.length() > LONGEST_DATE) {
            return null;
        }
        var remembered = dates.get(kind);
        if (remembered == null) {
            return null;
        }
        var known = remembered.get(cell);
        if (known == null) {
            known = Optional.ofNullable(parse(kind, cell));
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(cell, known);
            }
        }
        return known.orElse(null);
    }

    private @Nullable Object parse(Kind kind, String cell) {
        var iso = PlainText.read(kind, cell);
        if (iso != null) {
            return iso;
        }
        return switch (kind) {
            case DATE -> parse(cell, LocalDate::from);
            case DATE_TIME -> {
                // As databases and spreadsheets write it, with a blank for the T.
                var spaced = cell.length() > 10 && cell.charAt(10) == ' '
                        ? PlainText.dateTime(cell.replace(' ', 'T'))
                        : null;
                yield spaced != null ? spaced : parse(cell, LocalDateTime::from);
            }
            default -> {
                var moment = parse(cell, OffsetDateTime::from);
                yield moment == null ? null : moment.toInstant();
            }
        };
    }

    private <T extends TemporalAccessor> @Nullable T parse(String cell, TemporalQuery<T> query) {
        for (var pattern : patterns) {
            try {
                return PlainText.inRange(pattern.parse(cell, query));
            } catch (DateTimeException e) {
                // another pattern may fit
            }
        }
        return null;
    }
}
