package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.process.CsvFormat;
import java.nio.charset.Charset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cells of one row from one another, and makes text only of those that are asked for. The row is one that
 * {@link CsvRecords} found no fault with: behind a closing quote stand only blanks.
 */
final class CsvCells {
    private final byte[] raw;
    private final Charset charset;
    private final char separator;
    private int from;
    private int to;
    private int next;
    private boolean doubled;

    /** @param raw in UTF-8 */
    CsvCells(byte[] raw, char separator) {
        this.raw = raw;
        this.separator = separator;
        // Text of ASCII is made without looking at each letter.
        this.charset = Utf8.isAscii(raw) ? ISO_8859_1 : UTF_8;
    }

    static String[] read(Row row, char separator) {
        var all = new ArrayList<String>();
        for (var cells = new CsvCells(row.raw(), separator); cells.next(); ) {
            all.add(cells.text());
        }
        return all.toArray(new String[0]);
    }

    /** Goes on to the next cell, if there is one. */
    boolean next() {
        if (next > raw.length) {
            return false;
        }
        doubled = false;
        from = next;
        if (from < raw.length && raw[from] == '"') {
            from++;
            to = closingQuote();
            next = separator(to + 1) + 1;
        } else {
            to = separator(from);
            next = to + 1;
        }
        return true;
    }

    private int closingQuote() {
        int at = from;
        while (at < raw.length) {
            if (raw[at] == '"') {
                if (at + 1 == raw.length || raw[at + 1] != '"') {
                    return at;
                }
                doubled = true;
                at++;
            }
            at++;
        }
        return raw.length;
    }

    private int separator(int start) {
        int at = start;
        while (at < raw.length && raw[at] != separator) {
            at++;
        }
        return at;
    }

    /** The cell as it stands there, without its quotes. */
    String text() {
        var text = new String(raw, from, to - from, charset);
        return doubled ? text.replace("\"\"", "\"") : text;
    }

    /** @param encoding what the file is in */
    static @Nullable String encodingFault(byte[] raw, String encoding) {
        int fault = Utf8.firstFault(raw);
        if (fault < 0) {
            return null;
        }
        return encoding.equals(CsvFormat.UTF_8)
                ? "expected UTF-8, but byte %d (0x%02X) is not".formatted(fault + 1, raw[fault])
                : "expected " + encoding + ", but there is a byte in it that is none";
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
        return to - from == cell.length() ? cell : cell.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || (c >= '\u00A0' && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }
}
