package dev.signalbox.trial;

import dev.signalbox.binding.Bound;
import dev.signalbox.binding.BoundRow;
import dev.signalbox.binding.CsvFile;
import dev.signalbox.binding.CsvHead;
import dev.signalbox.binding.Headings;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.binding.NdjsonLines;
import dev.signalbox.binding.Row;
import dev.signalbox.binding.RowBinder;
import dev.signalbox.binding.Rows;
import dev.signalbox.decision.Case;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.ProcessDefinition;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file of past items: CSV as the process's {@code csv:} reads it, or JSON, an object on each line. */
public final class PastFile implements Past {
    private static final int ROWS_TOGETHER = 1_000;

    private final Counted in;
    private final long length;
    private final Rows rows;
    private final RowBinder binder;
    private final @Nullable String truth;
    private final Instant receivedAt;
    private final List<String> remarks;

    private PastFile(
            Counted in,
            long length,
            Rows rows,
            RowBinder binder,
            @Nullable String truth,
            Instant receivedAt,
            List<String> remarks) {
        this.in = in;
        this.length = length;
        this.rows = rows;
        this.binder = binder;
        this.truth = truth;
        this.receivedAt = receivedAt;
        this.remarks = remarks;
    }

    /**
     * Opens a file.
     *
     * @param truth the column that holds what people decided, or null
     * @param receivedAt the moment by which its items are judged
     * @throws MalformedBody when it is no such file, or has no such column
     */
    public static PastFile open(
            Path file, ItemType type, ProcessDefinition process, @Nullable String truth, Instant receivedAt)
            throws IOException, MalformedBody {
        boolean csv = hasEnding(file, ".csv");
        if (!csv && !hasEnding(file, ".ndjson") && !hasEnding(file, ".jsonl")) {
            throw new MalformedBody("Expected a file that ends in .csv, .ndjson or .jsonl, but was " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        var in = new Counted(Files.newInputStream(file));
        try {
            if (!csv) {
                return new PastFile(
                        in,
                        Files.size(file),
                        NdjsonLines.open(in),
                        new JsonBinder(type, process),
                        truth,
                        receivedAt,
                        List.of());
            }
            var opened = CsvFile.open(in, type, process);
            return new PastFile(
                    in,
                    Files.size(file),
                    opened.rows(),
                    opened.binder(),
                    truth == null
                            ? null
                            : column(truth, opened.head(), process.csv().columns()),
                    receivedAt,
                    remarks(type, process, opened.head(), truth));
        } catch (IOException | MalformedBody | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** What people decided is read, though by no field. */
    private static List<String> remarks(
            ItemType type, ProcessDefinition process, CsvHead head, @Nullable String truth) {
        Headings headings = Headings.of(type, process, head.headings());
        var remarks = new ArrayList<>(head.remarks());
        remarks.addAll(new Headings(
                        headings.named(),
                        headings.unread().stream()
                                .filter(heading -> !heading.equals(truth))
                                .toList())
                .words());
        return remarks;
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    private static boolean hasEnding(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** A column that maps to a field is known by the field's name, once bound. */
    private static String column(String truth, CsvHead head, Map<String, String> columns) throws MalformedBody {
        List<String> header = head.headings();
        head.requireOnce(truth);
        if (!header.contains(truth)) {
            throw new MalformedBody("Expected one of the columns " + String.join(", ", header)
                    + " to hold what people decided, but was '" + truth + "'" + HeadingReader.help(truth, header));
        }
        return columns.entrySet().stream()
                .filter(mapped -> mapped.getValue().equals(truth))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(truth);
    }

    @Override
    public @Nullable Supplier<List<PastItem>> next() throws IOException {
        List<Row> some = rows.next(ROWS_TOGETHER);
        return some.isEmpty() ? null : () -> bind(some);
    }

    private List<PastItem> bind(List<Row> some) {
        var items = new ArrayList<PastItem>(some.size());
        for (BoundRow row : binder.bind(some)) {
            Bound bound = row.bound();
            items.add(
                    bound == null
                            ? new PastItem(
                                    () -> null,
                                    row.row().number(),
                                    "line " + row.row().line(),
                                    null,
                                    null,
                                    "line " + row.row().line() + ": "
                                            + Objects.requireNonNull(row.refused())
                                                    .getMessage())
                            : new PastItem(
                                    bound::key,
                                    row.row().number(),
                                    "line " + row.row().line(),
                                    truth == null ? null : bound.text(truth),
                                    new Case(bound.values(), bound.problems(), bound.warnings(), receivedAt),
                                    null));
        }
        return items;
    }

    @Override
    public long position() {
        return in.read;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private static final class Counted extends FilterInputStream {
        long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            read += Math.max(count, 0);
            return count;
        }
    }
}
