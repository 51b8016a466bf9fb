package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.binding.Draft.Unbound;
import dev.signalbox.binding.Shape.Slot;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Problem;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of the rows of one CSV file, as the pack's {@code csv:} says. Columns that map to no field are kept in the
 * payload as text, under their heading. A row that cannot be read becomes an item too: without values, with its text under
 * {@value #UNREADABLE} and a problem that says why.
 */
public final class CsvBinder implements RowBinder {
    static final String UNREADABLE = "unreadableRow";

    final Shape shape;
    final KeyFields key;
    final CsvValues values;
    final CsvHead head;
    final List<String> header;
    final @Nullable Slot[] columns;
    private final boolean hasUnknown;
    /** What is odd about the file: a warning on each of its items, as each is looked at alone. */
    final List<Problem> remarks;

    /**
     * @param head of the file
     * @throws MalformedBody when the file has none of the columns the process reads, or one of them twice
     * @throws IllegalArgumentException when a key field of the process is no single value of the type
     */
    public CsvBinder(ItemType type, ProcessDefinition process, CsvHead head) throws MalformedBody {
        this.head = head;
        var header = head.headings();
        this.shape = new Shape(type);
        this.key = new KeyFields(shape, process.key());
        this.values = new CsvValues(process.csv());
        this.columns = new Slot[header.size()];
        var wanted = new ArrayList<String>();
        for (var slot : shape.slots) {
            var column = process.csv()
                    .columns()
                    .getOrDefault(slot.field().name(), slot.field().name());
            wanted.add(column);
            head.requireOnce(column);
            int place = header.indexOf(column);
            if (place >= 0) {
                columns[place] = slot;
            }
        }
        if (wanted.stream().noneMatch(header::contains)) {
            throw new MalformedBody("Expected columns such as " + Findings.quoted(String.join("', '", wanted))
                    + " with " + Separators.many(head.separator()) + " between them, but the headings are "
                    + Findings.quoted(String.join("', '", header)) + cure(wanted));
        }
        this.remarks = head.remarks().stream()
                .map(remark -> new Problem("", remark, null))
                .toList();
        this.header = keptApart(header);
        this.hasUnknown = Arrays.asList(columns).contains(null);
    }

    private String cure(List<String> wanted) {
        var line = String.join(String.valueOf(head.separator()), head.headings());
        for (char other : Separators.ALL) {
            var cells = line.split(Pattern.quote(String.valueOf(other)));
            if (Stream.of(cells)
                    .map(cell -> CsvCells.trimmed(cell.replace("\"", "")))
                    .anyMatch(wanted::contains)) {
                return "; between cells stands " + Separators.one(other) + ": set " + Separators.option(other);
            }
        }
        return "; where lines stand before the headings, set csv: { skip: … }, and where there are none, csv: { headings:"
                + " […] } in process.yaml";
    }

    /** A column that maps to no field but is called as one must not overwrite the field. */
    private List<String> keptApart(List<String> header) {
        var names = new ArrayList<String>();
        for (int i = 0; i < header.size(); i++) {
            var heading = header.get(i);
            boolean clash = columns[i] == null && shape.slot(heading) != null;
            names.add(clash ? heading + " (column " + (i + 1) + ")" : heading);
        }
        return names;
    }

    @Override
    public List<BoundRow> bind(List<Row> rows) {
        var bound = new ArrayList<BoundRow>(rows.size());
        for (var row : rows) {
            var fault = row.fault() != null ? row.fault() : CsvCells.encodingFault(row.raw(), head.encoding());
            bound.add(new BoundRow(row, fault == null ? bind(row) : unreadable(row, fault), null));
        }
        return bound;
    }

    private Bound bind(Row row) {
        var item = new Draft(shape);
        var problems = new Findings();
        int column = 0;
        boolean more = false;
        for (var cells = new CsvCells(row.raw(), head.separator()); cells.next(); column++) {
            if (column >= columns.length) {
                more |= !CsvCells.trimmed(cells.text()).isEmpty();
                continue;
            }
            var slot = columns[column];
            if (slot != null) {
                put(item, Path.ROOT, slot, cells.text(), problems);
            }
        }
        if (column < columns.length || more) {
            return unreadable(row, "expected " + columns.length + " cells, but found " + column);
        }
        if (hasUnknown) {
            item.putUnknown(() -> unknown(CsvCells.read(row, head.separator())));
        }
        return new Bound(item, problems.list(), key.normalise(item, warnings(column - columns.length)), key);
    }

    /** What is wrong with the number of cells, or null; empty ones beyond the last heading harm nobody. */
    @Nullable
    String raggedness(String[] cells) {
        boolean more = false;
        for (int i = columns.length; i < cells.length; i++) {
            more |= !CsvCells.trimmed(cells[i]).isEmpty();
        }
        return cells.length < columns.length || more
                ? "expected " + columns.length + " cells, but found " + cells.length
                : null;
    }

    private List<Problem> warnings(int emptyCells) {
        if (emptyCells == 0) {
            return remarks;
        }
        var warnings = new ArrayList<>(remarks);
        var cells = emptyCells == 1 ? " empty cell" : " empty cells";
        warnings.add(new Problem("", "the row ends with " + emptyCells + cells + " too many", null));
        return warnings;
    }

    /** An item of cells that are told apart already, one for each heading. */
    public Bound bind(String[] cells) {
        var item = new Draft(shape);
        var problems = new Findings();
        for (int i = 0; i < cells.length; i++) {
            var slot = columns[i];
            if (slot != null) {
                put(item, Path.ROOT, slot, cells[i], problems);
            }
        }
        if (hasUnknown) {
            item.putUnknown(() -> unknown(cells));
        }
        return new Bound(item, problems.list(), key.normalise(item, List.of()), key);
    }

    private SortedMap<String, Object> unknown(String[] cells) {
        var unknown = new TreeMap<String, Object>();
        for (int i = 0; i < columns.length; i++) {
            var cell = columns[i] == null ? CsvCells.trimmed(cells[i]) : "";
            if (!cell.isEmpty()) {
                unknown.put(header.get(i), cell);
            }
        }
        return unknown;
    }

    void put(Draft item, Path at, Slot slot, String asItCame, Findings problems) {
        var cell = CsvCells.trimmed(asItCame);
        if (values.isNull(cell)) {
            return;
        }
        var value = slot.field().list() ? null : values.read(slot.kind(), cell);
        item.values[slot.place()] = value == null ? new Unbound(cell) : value;
        if (value == null && problems.takesAnother()) {
            var words = slot.field().list() || slot.kind() == Kind.OBJECT
                    ? slot.words() + ", which a cell cannot hold"
                    : values.words(slot.kind(), cell);
            problems.add(
                    at.field(slot.field().name()),
                    "expected " + words + ", but was " + Findings.quoted(cell),
                    asItCame);
        }
    }

    Bound unreadable(Row row, String fault) {
        // No store keeps a NUL in text; the row's bytes are kept beside it as they came.
        var text = new String(row.raw(), UTF_8).replace('\0', '\uFFFD');
        var item = new Draft(shape);
        item.putUnknown(UNREADABLE, text);
        var problems = new Findings();
        problems.takesAnother();
        problems.add(Path.ROOT, fault, text);
        return new Bound(item, problems.list(), List.of(), null);
    }
}
