package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/** The cells of rows, many rows at a time: a parser for each would cost more than the parsing. */
final class CsvCells {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();

    private CsvCells() {}

    /** The cells of each row, in order; none for one that the parser refuses. The rows have no fault and are in UTF-8. */
    static List<String[]> read(List<Row> rows) {
        var cells = parse(rows);
        if (cells.size() == rows.size()) {
            return cells;
        }
        // Somewhere the parser sees another row than we do: one by one, so that only that row suffers.
        return rows.stream()
                .map(row -> parse(List.of(row)))
                .map(alone -> alone.size() == 1 ? alone.get(0) : new String[0])
                .toList();
    }

    private static List<String[]> parse(List<Row> rows) {
        int length = 0;
        for (var row : rows) {
            length += row.raw().length + 1;
        }
        var bytes = new byte[length];
        int at = 0;
        for (var row : rows) {
            System.arraycopy(row.raw(), 0, bytes, at, row.raw().length);
            at += row.raw().length;
            bytes[at++] = '\n';
        }
        var cells = new ArrayList<String[]>(rows.size());
        try (var parser = CSVParser.parse(new StringReader(new String(bytes, UTF_8)), FORMAT)) {
            for (var csv : parser) {
                cells.add(csv.values());
            }
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
        return cells;
    }

    static @Nullable String encodingFault(byte[] raw) {
        int fault = Utf8.firstFault(raw);
        return fault < 0 ? null : "expected UTF-8, but byte %d (0x%02X) is not".formatted(fault + 1, raw[fault]);
    }

    /** Without blanks at the ends, those that do not break a line included. */
    static String trimmed(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isBlank(cell.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || (c >= '\u00A0' && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }
}
