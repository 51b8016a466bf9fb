package dev.signalbox.binding;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the records of a CSV file (RFC 4180) from one another, byte for byte, without reading their values: that is for
 * workers. Lines end in LF, CR or both. Where quotes do not pair, one line is given out with its fault and the next line is
 * tried afresh, so that a lost quote costs one row and not the file. Lines with nothing but blanks are passed over.
 */
final class CsvRecords implements Closeable {
    static final int LONGEST = 1 << 20;
    /** A quote that never closes must not read the rest of the file for each line again. */
    private static final int MOST_LINES = 1_000;

    private static final String TOO_LONG = "expected a row of at most 1 MiB";

    private final SlidingBytes in;
    final PassedOver passedOver = new PassedOver();
    private int separator = ',';
    private long line = 1;
    private long number;
    private boolean insideLongLine;

    // Of the record being told apart:
    private int lineBreaks;
    private int firstLineLength;
    private int control;

    CsvRecords(InputStream in) {
        this.in = new SlidingBytes(in);
    }

    /** The first bytes of the file; nothing is passed. */
    byte[] first(int most) throws IOException {
        return in.first(most);
    }

    /** What stands between cells from here on; a comma unless told. */
    void separatedBy(char other) {
        separator = other;
    }

    /** The number of the next record. */
    void numberFrom(long next) {
        number = next;
    }

    /**
     * Passes over a line, whatever stands in it.
     *
     * @return whether there was one
     */
    boolean skipLine() throws IOException {
        if (in.peek() == SlidingBytes.END) {
            return false;
        }
        while (passLine()) {
            in.drop();
        }
        in.passLineBreak();
        in.drop();
        line++;
        return true;
    }

    /** The next record, or null at the end; numbered from 0, the headings' number. */
    @Nullable
    Row next() throws IOException {
        while (true) {
            if (!insideLongLine) {
                Marks.pass(in, line, passedOver);
            }
            if (in.peek() == SlidingBytes.END) {
                return null;
            }
            long startLine = line;
            var fault = insideLongLine ? restOfLongLine() : record();
            var raw = in.take();
            if (raw.length > 0 && raw[raw.length - 1] == Marks.END_OF_FILE && in.peek() == SlidingBytes.END) {
                passedOver.add(line, Marks.END_SIGN);
                raw = Marks.withoutEndSign(raw);
                fault = faultOf(raw);
            }
            if (!insideLongLine) {
                in.passLineBreak();
                in.drop();
                line++;
            }
            if (number > 0 && fault == null && holdsNothing(raw)) {
                if (!isBlank(raw)) {
                    passedOver.add(startLine, "a row of empty cells");
                }
            } else if (!isBlank(raw)) {
                return new Row(number++, startLine, raw, fault);
            }
        }
    }

    /** What is wrong with the last row, looked at alone. */
    private @Nullable String faultOf(byte[] raw) throws IOException {
        try (var alone = new CsvRecords(new ByteArrayInputStream(raw))) {
            alone.separator = separator;
            var row = alone.next();
            return row == null ? null : row.fault();
        }
    }

    /** Whether a row is nothing but what stands between cells, or cells of two quotes with nothing between. */
    private boolean holdsNothing(byte[] raw) {
        int quotes = 0;
        for (byte b : raw) {
            if (b == '"') {
                quotes++;
            } else if (b != separator && b != ' ' && b != '\t') {
                return false;
            } else if (quotes == 2) {
                quotes = 0;
            } else if (quotes != 0) {
                return false;
            }
        }
        return quotes == 0 || quotes == 2;
    }

    private @Nullable String record() throws IOException {
        lineBreaks = 0;
        control = -1;
        String fault;
        do {
            fault = in.peek() == '"' ? quoted() : unquoted();
        } while (fault == null && passSeparator());
        if (fault != null) {
            return oneLine(fault);
        }
        line += lineBreaks;
        return control < 0 ? null : "expected text, but there is the control character U+%04X in it".formatted(control);
    }

    private boolean passSeparator() throws IOException {
        if (in.peek() == separator) {
            in.advance();
            return true;
        }
        return false;
    }

    private @Nullable String unquoted() throws IOException {
        for (int c = in.passText(separator, LONGEST); ; c = in.passText(separator, LONGEST)) {
            if (c == separator || c == '\n' || c == '\r' || c == SlidingBytes.END) {
                return null;
            }
            noteControl(c);
            if (in.length() >= LONGEST) {
                return TOO_LONG;
            }
            in.advance();
        }
    }

    private @Nullable String quoted() throws IOException {
        in.advance();
        while (true) {
            int c = in.peek();
            if (c == SlidingBytes.END) {
                return "expected a closing quote, but the file ended";
            }
            if (in.length() >= LONGEST) {
                return lineBreaks == 0 ? TOO_LONG : "expected a closing quote within 1 MiB";
            }
            if (c == '\n' || c == '\r') {
                if (lineBreaks++ == 0) {
                    firstLineLength = in.length();
                }
                if (lineBreaks > MOST_LINES) {
                    return "expected a closing quote within " + MOST_LINES + " lines";
                }
                in.passLineBreak();
            } else {
                in.advance();
                if (c == '"') {
                    if (in.peek() != '"') {
                        return behindQuote();
                    }
                    in.advance();
                } else {
                    noteControl(c);
                }
            }
        }
    }

    private @Nullable String behindQuote() throws IOException {
        while (in.peek() == ' ' || (in.peek() == '\t' && separator != '\t')) {
            if (in.length() >= LONGEST) {
                return TOO_LONG;
            }
            in.advance();
        }
        int c = in.peek();
        if (c == separator || c == '\n' || c == '\r' || c == SlidingBytes.END) {
            return null;
        }
        return "expected " + Separators.one(separator) + " or the end of the line behind a closing quote";
    }

    private void noteControl(int c) {
        if (c < ' ' && c != '\t' && control < 0) {
            control = c;
        }
    }

    /** Narrows what was passed to the first line, so that the next is tried as a record of its own. */
    private String oneLine(String fault) throws IOException {
        if (lineBreaks > 0) {
            in.rewind(firstLineLength);
        } else {
            insideLongLine = passLine();
        }
        return fault;
    }

    private String restOfLongLine() throws IOException {
        insideLongLine = passLine();
        return "expected a row of at most 1 MiB, but this goes on from the row before";
    }

    /** @return whether the line is longer than a row may be, and was passed only so far */
    private boolean passLine() throws IOException {
        for (int c = in.peek(); c != '\n' && c != '\r' && c != SlidingBytes.END; c = in.peek()) {
            if (in.length() >= LONGEST) {
                return true;
            }
            in.advance();
        }
        return false;
    }

    private static boolean isBlank(byte[] raw) {
        for (byte b : raw) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
