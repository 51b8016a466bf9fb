package dev.signalbox.binding;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * A CSV file in UTF-8 with one line of headings, read as it streams by. A row's bytes are cut out here and its cells are read
 * by {@link CsvBinder}, on whatever thread binds it.
 */
public final class CsvRows implements Rows {
    private static final int MOST_COLUMNS = 1_000;
    private static final int MOST_BYTES = 4 << 20;

    private final CsvRecords records;
    private final List<String> header;

    private CsvRows(CsvRecords records, List<String> header) {
        this.records = records;
        this.header = header;
    }

    /**
     * Reads as far as the headings. The caller closes the stream when this throws.
     *
     * @throws MalformedBody when there are no headings, or two alike, or the file is not in UTF-8
     */
    public static CsvRows open(InputStream in) throws IOException, MalformedBody {
        var records = new CsvRecords(in);
        var start = records.first(4);
        if (Utf8.isOtherEncoding(start, start.length)) {
            throw new MalformedBody("Expected CSV in UTF-8, but it looks like UTF-16 or UTF-32");
        }
        records.skip(Utf8.bom(start, start.length));
        var first = records.next();
        if (first == null) {
            throw new MalformedBody("Expected a line of headings, but the file is empty");
        }
        return new CsvRows(records, header(first));
    }

    private static List<String> header(Row row) throws MalformedBody {
        var fault = row.fault() != null ? row.fault() : CsvCells.encodingFault(row.raw());
        if (fault != null) {
            throw new MalformedBody("Expected a line of headings, but it cannot be read: " + fault);
        }
        var cells = CsvCells.read(row);
        if (cells.length > MOST_COLUMNS) {
            throw new MalformedBody("Expected at most " + MOST_COLUMNS + " columns, but found " + cells.length);
        }
        var header = new ArrayList<String>();
        var places = new HashMap<String, Integer>();
        for (var cell : cells) {
            int place = header.size() + 1;
            var heading = CsvCells.trimmed(cell);
            // Spreadsheets like to leave columns without a heading at the right end: what they hold is kept too.
            header.add(heading.isEmpty() ? "Column " + place : heading);
            var before = places.put(header.get(place - 1), place);
            if (before != null) {
                throw new MalformedBody("Expected each column once, but " + Findings.quoted(heading) + " stands at "
                        + before + " and " + place);
            }
        }
        return List.copyOf(header);
    }

    /** The headings, trimmed, in the order of the columns. */
    public List<String> header() {
        return header;
    }

    @Override
    public List<Row> next(int max) throws IOException {
        var rows = new ArrayList<Row>();
        long bytes = 0;
        while (rows.size() < max && bytes < MOST_BYTES) {
            var row = records.next();
            if (row == null) {
                break;
            }
            bytes += row.raw().length;
            rows.add(row);
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
