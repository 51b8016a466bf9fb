package dev.signalbox.decision.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one sheet's cells as people see them: numbers without noise, dates as ISO 8601. */
final class SheetCells implements Xml.Reading {
    private static final Pattern ADDRESS = Pattern.compile("\\$?([A-Z]{1,3})\\$?(\\d{1,7})");
    // Spreadsheets show at most 15 digits; what a double holds behind them is noise, as in 0.30000000000000004.
    private static final int KEPT = 15;

    private static final MathContext SHOWN = new MathContext(KEPT);
    // Written out, 1e999999999 would be a gigabyte of zeros.
    private static final int MAX_EXPONENT = 400;
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

    private final List<String> texts;
    private final DateFormats dates;
    private final boolean from1904;
    private final Grid grid = new Grid();

    private Cell at = Cell.WHOLE;
    private String type = "";
    private String style = "";
    private final StringBuilder value = new StringBuilder();
    private boolean inValue;
    private boolean hasValue;
    private boolean hasFormula;

    SheetCells(List<String> texts, DateFormats dates, boolean from1904) {
        this.texts = texts;
        this.dates = dates;
        this.from1904 = from1904;
    }

    Grid grid() {
        return grid;
    }

    @Override
    public void at(Xml xml) throws TableRefused {
        if (xml.starts("row")) {
            String row = xml.attribute("r");
            at = new Cell(row.isEmpty() ? at.row() + 1 : Integer.parseInt(row), 0);
        } else if (xml.starts("c")) {
            start(xml);
        } else if (xml.starts("f")) {
            hasFormula = true;
        } else if (xml.starts("v") || xml.starts("t")) {
            inValue = true;
            hasValue = true;
        } else if (xml.ends("v") || xml.ends("t")) {
            inValue = false;
        } else if (xml.ends("c")) {
            grid.put(at.row(), at.column(), text());
        } else if (xml.starts("mergeCell")) {
            String[] corners = xml.attribute("ref").split(":", 2);
            grid.merge(address(corners[0]), address(corners[corners.length - 1]));
        } else if (inValue) {
            value.append(xml.text());
        }
    }

    private void start(Xml xml) {
        String address = xml.attribute("r");
        at = address.isEmpty() ? new Cell(at.row(), at.column() + 1) : address(address);
        type = xml.attribute("t");
        style = xml.attribute("s");
        value.setLength(0);
        hasValue = false;
        hasFormula = false;
    }

    static Cell address(String written) {
        Matcher parts = ADDRESS.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a cell is named " + written);
        }
        int column = parts.group(1).chars().reduce(0, (sum, letter) -> sum * 26 + letter - 'A' + 1);
        return new Cell(Integer.parseInt(parts.group(2)), column);
    }

    private String text() throws TableRefused {
        // A formula whose value is text may have saved an empty one; any other value is at least a digit.
        boolean saved = hasValue && (type.equals("str") || !value.toString().isBlank());
        if (hasFormula && !saved) {
            throw new TableRefused(
                    at,
                    "Expected the formula's value in the file, but it was saved without; open the file in a"
                            + " spreadsheet and save it");
        }
        String written = value.toString();
        return switch (type) {
            case "s" -> texts.get(Integer.parseInt(written));
            case "str", "inlineStr" -> written;
            case "b" -> written.equals("1") ? "true" : "false";
            case "e" -> throw new TableRefused(at, "Expected a value, but it is the error " + written);
            case "d" -> written;
            default -> written.isEmpty() ? "" : number(new BigDecimal(written));
        };
    }

    private String number(BigDecimal number) throws TableRefused {
        if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
            throw new IllegalArgumentException(at + " holds a number that no spreadsheet can");
        }
        if (!dates.isDate(style)) {
            BigDecimal plain = number.stripTrailingZeros();
            if (plain.precision() >= KEPT && plain.precision() - plain.scale() > KEPT) {
                throw new TableRefused(
                        at,
                        "Expected a number of at most " + KEPT
                                + " digits, which is what a spreadsheet keeps of it, but it"
                                + " is longer; format the cell as text and type it again");
            }
            return number.round(SHOWN).stripTrailingZeros().toPlainString();
        }
        LocalDate origin = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
        long seconds =
                number.multiply(SECONDS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
        LocalDateTime moment = origin.atStartOfDay().plus(Duration.ofSeconds(seconds));
        return seconds % 86_400 == 0 ? moment.toLocalDate().toString() : moment.toString();
    }
}
