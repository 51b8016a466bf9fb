package dev.signalbox.binding;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with a JSON object on each line (https://github.com/ndjson/ndjson-spec), read as it streams by; {@link JsonBinder}
 * binds its rows. Empty lines are passed over. A file that begins with a record separator is one of RFC 7464: its objects stand
 * between these, and may have more lines.
 */
public final class NdjsonLines implements Rows {
    private static final int LONGEST = 1 << 20;
    private static final int MOST_BYTES = 4 << 20;

    private static final int RECORD = 0x1E;

    private final SlidingBytes in;
    private final PassedOver passedOver = new PassedOver();
    private final boolean inRecords;
    private long line = 1;
    private long number;

    private NdjsonLines(SlidingBytes in) throws IOException {
        this.in = in;
        inRecords = in.peek() == RECORD;
    }

    /** @throws MalformedBody when the file is not in UTF-8; the caller then closes the stream */
    public static NdjsonLines open(InputStream stream) throws IOException, MalformedBody {
        var in = new SlidingBytes(stream);
        var start = in.first(4);
        if (Utf8.isOtherEncoding(start, start.length)) {
            throw new MalformedBody("Expected JSON in UTF-8, but it looks like UTF-16 or UTF-32");
        }
        in.rewind(Utf8.bom(start, start.length));
        in.drop();
        return new NdjsonLines(in);
    }

    @Override
    public List<Row> next(int max) throws IOException {
        var rows = new ArrayList<Row>();
        long bytes = 0;
        while (rows.size() < max && bytes < MOST_BYTES) {
            Marks.pass(in, line, passedOver);
            if (in.peek() == SlidingBytes.END) {
                break;
            }
            long start = line;
            boolean tooLong = passLine();
            var raw = in.take();
            while (tooLong && passLine()) {
                in.drop(); // the row is refused: nobody will ask for the rest of it
            }
            if (in.peek() == SlidingBytes.END && raw.length > 0 && raw[raw.length - 1] == Marks.END_OF_FILE) {
                passedOver.add(line, Marks.END_SIGN);
                raw = Marks.withoutEndSign(raw);
            }
            if (in.peek() != SlidingBytes.END) {
                line += in.peek() == '\n' ? 1 : 0;
                in.advance();
            }
            in.drop();
            if (!isEmpty(raw)) {
                var fault = tooLong ? "Expected a line of at most 1 MiB, but it is longer" : null;
                rows.add(new Row(++number, start, raw, fault));
                bytes += raw.length;
            }
        }
        return rows;
    }

    /** @return whether the line is longer than it may be, and was passed only so far */
    private boolean passLine() throws IOException {
        for (int c = in.peek(); c != RECORD && (c != '\n' || inRecords) && c != SlidingBytes.END; c = in.peek()) {
            if (in.length() >= LONGEST) {
                return true;
            }
            line += c == '\n' ? 1 : 0;
            in.advance();
        }
        return false;
    }

    private static boolean isEmpty(byte[] raw) {
        for (byte b : raw) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Skipped> skipped() {
        return passedOver.list();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
