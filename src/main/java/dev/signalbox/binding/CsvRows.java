package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signalbox.process.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file, read as it streams by and as the pack's {@code csv:} says it is written. A row's bytes, in UTF-8, are cut out
 * here and its cells are read by {@link CsvBinder}, on whatever thread binds it.
 */
public final class CsvRows implements Rows {
    private static final int MOST_COLUMNS = 1_000;
    private static final int MOST_BYTES = 4 << 20;
    /** The line that spreadsheets write first to say what stands between cells. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(\"?sep=([,;|\\t])\"?)(?=[\\r\\n]|$)");

    private final CsvRecords records;
    private final CsvHead head;
    private @Nullable Row pending;

    private CsvRows(CsvRecords records, CsvHead head, @Nullable Row pending) {
        this.records = records;
        this.head = head;
        this.pending = pending;
    }

    /**
     * Reads as far as the headings. The caller closes the stream when this throws.
     *
     * @throws MalformedBody when there are no headings, or the file is not in the encoding that it should be in
     */
    public static CsvRows open(InputStream in, CsvFormat format) throws IOException, MalformedBody {
        var encoding = CsvEncoding.of(in, format.encoding());
        var records = new CsvRecords(encoding.utf8());
        char separator = separator(records, format);
        records.separatedBy(separator);
        for (int i = 0; i < format.skip(); i++) {
            if (!records.skipLine()) {
                throw new MalformedBody("Expected rows after " + format.skip()
                        + " lines, which process.yaml says to skip, but the file has " + i);
            }
        }
        var first = records.next();
        if (first == null) {
            throw new MalformedBody("Expected a line of headings, but the file is empty");
        }
        if (format.headings().isEmpty()) {
            return new CsvRows(records, head(cells(first, separator, encoding.name()), separator, encoding), null);
        }
        var head = head(format.headings().toArray(String[]::new), separator, encoding);
        if (first.fault() != null || !head.headings().equals(trimmed(CsvCells.read(first, separator)))) {
            records.numberFrom(2);
            return new CsvRows(records, head, new Row(1, first.line(), first.raw(), first.fault()));
        }
        var remark = "the first line of the file holds the headings that process.yaml gives; it was passed over";
        return new CsvRows(
                records,
                new CsvHead(head.headings(), head.repeated(), separator, encoding.name(), List.of(remark)),
                null);
    }

    private static char separator(CsvRecords records, CsvFormat format) throws IOException {
        var start = SEPARATOR_LINE.matcher(new String(records.first(16), ISO_8859_1));
        if (!start.lookingAt()) {
            return format.separatorChar();
        }
        records.skipLine();
        return start.group(2).charAt(0);
    }

    private static String[] cells(Row first, char separator, String encoding) throws MalformedBody {
        var fault = first.fault();
        if (fault != null) {
            fault += otherSeparator(first);
        } else {
            fault = CsvCells.encodingFault(first.raw(), encoding);
            if (fault != null) {
                fault += "; save the file as \"CSV UTF-8\", or say what it is in: csv: { encoding: windows-1252 }"
                        + " in process.yaml";
            }
        }
        if (fault != null) {
            throw new MalformedBody("Expected a line of headings, but it cannot be read: " + fault);
        }
        var cells = CsvCells.read(first, separator);
        if (cells.length > MOST_COLUMNS) {
            throw new MalformedBody("Expected at most " + MOST_COLUMNS + " columns, but found " + cells.length);
        }
        return cells;
    }

    private static String otherSeparator(Row first) {
        var line = new String(first.raw(), ISO_8859_1);
        for (char other : Separators.ALL) {
            if (line.contains("\"" + other)) {
                return "; between cells stands " + Separators.one(other) + ": set " + Separators.option(other);
            }
        }
        return "";
    }

    private static List<String> trimmed(String[] cells) {
        var trimmed = new ArrayList<String>(cells.length);
        for (var cell : cells) {
            trimmed.add(CsvCells.trimmed(cell));
        }
        return trimmed;
    }

    private static CsvHead head(String[] cells, char separator, CsvEncoding encoding) {
        var headings = trimmed(cells);
        var places = new LinkedHashMap<String, List<Integer>>();
        var taken = new HashSet<>(headings);
        for (int i = 0; i < headings.size(); i++) {
            int place = i + 1;
            // Spreadsheets like to leave columns without a heading at the right end: what they hold is kept too.
            if (headings.get(i).isEmpty()) {
                headings.set(i, "Column " + place);
            }
            var known = places.computeIfAbsent(headings.get(i), heading -> new ArrayList<>());
            known.add(place);
            if (known.size() > 1) {
                headings.set(i, apart(headings.get(i), place, taken));
            }
        }
        places.values().removeIf(known -> known.size() == 1);
        var remarks = new ArrayList<String>();
        places.forEach((heading, known) -> remarks.add("the heading " + Findings.quoted(heading)
                + " stands over columns " + known.toString().replaceAll("[\\[\\]]", "")
                + ", which no field is read from; what each holds is kept apart"));
        return new CsvHead(List.copyOf(headings), Map.copyOf(places), separator, encoding.name(), List.copyOf(remarks));
    }

    private static String apart(String heading, int place, Set<String> taken) {
        var name = heading + " (column " + place + ")";
        while (!taken.add(name)) {
            name += "'";
        }
        return name;
    }

    /** What is known of the file before its first row. */
    public CsvHead head() {
        return head;
    }

    @Override
    public List<Row> next(int max) throws IOException {
        var rows = new ArrayList<Row>();
        long bytes = 0;
        while (rows.size() < max && bytes < MOST_BYTES) {
            var row = pending == null ? records.next() : pending;
            pending = null;
            if (row == null) {
                break;
            }
            if (isHeadings(row)) {
                records.passedOver.add(row.line(), "the headings again");
            } else {
                bytes += row.raw().length;
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public List<Skipped> skipped() {
        return records.passedOver.list();
    }

    /** As where files were joined that each have their headings. */
    private boolean isHeadings(Row row) {
        var headings = head.headings();
        var cells = new CsvCells(row.raw(), head.separator());
        if (row.fault() != null
                || !cells.next()
                || !CsvCells.trimmed(cells.text()).equals(headings.get(0))) {
            return false;
        }
        for (int i = 1; i < headings.size(); i++) {
            if (!cells.next() || !isHeading(CsvCells.trimmed(cells.text()), headings.get(i), i + 1)) {
                return false;
            }
        }
        return !cells.next();
    }

    private static boolean isHeading(String cell, String heading, int place) {
        return cell.equals(heading)
                || (cell.isEmpty() && heading.equals("Column " + place))
                || heading.startsWith(cell + " (column " + place + ")");
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
