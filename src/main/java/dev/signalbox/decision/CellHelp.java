package dev.signalbox.decision;

import dev.signalbox.item.ItemType.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a cell that people have written in their own way is written in a reference table. */
final class CellHelp {
    private static final Pattern DAY_MONTH_YEAR = Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})[./-](\\d{4})");
    private static final Pattern CURRENCY = Pattern.compile("\\p{Sc}|(?i)eur|usd|chf|gbp");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private CellHelp() {}

    /** {@code write 1234.50}; null when nothing is found that would be read. */
    static @Nullable String of(Kind kind, String cell) {
        String better = switch (kind) {
            case DECIMAL, INTEGER -> number(kind, cell);
            case BOOLEAN -> flag(cell);
            case DATE -> date(cell);
            default -> null;
        };
        return better == null || better.equals(cell) ? null : "write " + better;
    }

    private static @Nullable String number(Kind kind, String cell) {
        String bare = CURRENCY.matcher(cell).replaceAll("").replaceAll("[\\p{Zs}\\s'’_]", "");
        boolean percent = bare.endsWith("%");
        bare = percent ? bare.substring(0, bare.length() - 1) : bare;
        int point = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
        if (point >= 0) {
            String whole = bare.substring(0, point).replaceAll("[.,]", "");
            boolean both = bare.contains(".") && bare.contains(",");
            boolean thousands = !both && bare.charAt(point) == ',' && bare.length() - point == 4;
            bare = whole + (thousands ? "" : ".") + bare.substring(point + 1);
        }
        if (!NUMBER.matcher(bare).matches()) {
            return null;
        }
        BigDecimal number = percent ? new BigDecimal(bare).movePointLeft(2) : new BigDecimal(bare);
        if (kind == Kind.INTEGER) {
            BigDecimal plain = number.stripTrailingZeros();
            return plain.scale() > 0 ? null : plain.toPlainString();
        }
        return number.toPlainString();
    }

    private static @Nullable String flag(String cell) {
        String word = cell.toLowerCase(Locale.ROOT);
        if (List.of("yes", "y", "ja", "j", "oui", "si", "x", "1", "wahr", "true")
                .contains(word)) {
            return "true";
        }
        return List.of("no", "n", "nein", "non", "0", "falsch", "false", "-").contains(word) ? "false" : null;
    }

    /** With points between them, the day comes first; with strokes that is not known. */
    private static String date(String cell) {
        Matcher parts = DAY_MONTH_YEAR.matcher(cell);
        try {
            if (parts.matches() && parts.group(2).equals(".")) {
                return LocalDate.of(
                                Integer.parseInt(parts.group(4)),
                                Integer.parseInt(parts.group(3)),
                                Integer.parseInt(parts.group(1)))
                        .toString();
            }
        } catch (DateTimeException e) {
            // no such day
        }
        return "dates as 2024-12-31";
    }
}
