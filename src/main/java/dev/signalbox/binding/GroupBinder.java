package dev.signalbox.binding;

import dev.signalbox.binding.Shape.Slot;
import dev.signalbox.process.CsvFormat;
import dev.signalbox.process.Identifiers;
import dev.signalbox.process.ProcessDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes an item of some rows of a CSV file: what they have in common are its own fields, and each row is an element of its
 * list. Columns that map to no field are kept in the element.
 */
final class GroupBinder implements RowBinder {
    private final CsvBinder plain;
    private final Slot into;
    private final List<Integer> by = new ArrayList<>();
    private final @Nullable Slot[] elementColumns;

    /** @throws MalformedBody when the file lacks a column that rows are grouped by */
    GroupBinder(CsvBinder plain, ProcessDefinition process, CsvFormat.Group group) throws MalformedBody {
        this.plain = plain;
        into = Objects.requireNonNull(plain.shape.slot(group.into()));
        var header = plain.head.headings();
        var columns = process.csv().columns();
        for (var field : group.by()) {
            var heading = columns.getOrDefault(field, field);
            int place = header.indexOf(heading);
            if (place < 0) {
                throw new MalformedBody("Expected the column " + Findings.quoted(heading)
                        + ", by which process.yaml groups rows, but the headings are "
                        + Findings.quoted(String.join("', '", header)));
            }
            by.add(place);
        }
        elementColumns = new Slot[header.size()];
        for (var slot : Objects.requireNonNull(into.nested()).slots) {
            var heading = process.csv().headingWithin(group, slot.field().name(), header);
            plain.head.requireOnce(heading);
            int place = header.indexOf(heading);
            boolean named =
                    columns.containsKey(group.into() + "." + slot.field().name());
            if (place >= 0 && (named || plain.columns[place] == null)) {
                elementColumns[place] = slot;
                plain.columns[place] = null;
            }
        }
    }

    /** Why a row cannot be read, or null. */
    @Nullable
    String fault(Row row) {
        var fault = row.fault() != null ? row.fault() : CsvCells.encodingFault(row.raw(), plain.head.encoding());
        return fault != null ? fault : plain.raggedness(cells(row));
    }

    /** What the row's item is told from others by. */
    List<String> key(Row row) {
        var cells = cells(row);
        return by.stream()
                .map(place -> Identifiers.usual(CsvCells.trimmed(cells[place])))
                .toList();
    }

    private String[] cells(Row row) {
        return CsvCells.read(row, plain.head.separator());
    }

    @Override
    public List<BoundRow> bind(List<Row> rows) {
        var bound = new ArrayList<BoundRow>(rows.size());
        for (var row : rows) {
            bound.add(new BoundRow(row, row.fault() == null ? bind(row) : plain.unreadable(row, row.fault()), null));
        }
        return bound;
    }

    private Bound bind(Row group) {
        var item = new Draft(plain.shape);
        var texts = new @Nullable String[plain.columns.length];
        var problems = new Findings();
        var elements = new ArrayList<Object>();
        long number = 1;
        try (var records = new CsvRecords(new ByteArrayInputStream(group.raw()))) {
            records.separatedBy(plain.head.separator());
            for (var row = records.next(); row != null; row = records.next()) {
                var cells = cells(row);
                common(item, cells, texts, number++, problems);
                element(cells, elements, problems);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array is always readable
        }
        if (!elements.isEmpty()) {
            item.values[into.place()] = elements;
        }
        return new Bound(item, problems.list(), plain.key.normalise(item, plain.remarks), plain.key);
    }

    /** A field that the rows have in common may stand in any of them, but not otherwise in two. */
    private void common(Draft item, String[] cells, @Nullable String[] texts, long number, Findings problems) {
        for (int i = 0; i < plain.columns.length; i++) {
            var slot = plain.columns[i];
            var cell = slot == null ? "" : CsvCells.trimmed(cells[i]);
            if (slot == null || plain.values.isNull(cell)) {
                continue;
            }
            var first = texts[i];
            if (first == null) {
                texts[i] = cell;
                plain.put(item, Path.ROOT, slot, cells[i], problems);
            } else if (!first.equals(cell) && differ(slot, first, cell) && problems.takesAnother()) {
                problems.add(
                        Path.ROOT.field(slot.field().name()),
                        "expected the same in all rows of an item, but its row " + number + " has "
                                + Findings.quoted(cell) + ", not " + Findings.quoted(first),
                        cell);
            }
        }
    }

    private boolean differ(Slot slot, String one, String other) {
        var first = plain.values.read(slot.kind(), one);
        var second = plain.values.read(slot.kind(), other);
        if (first instanceof String a && second instanceof String b) {
            return !Identifiers.usual(a).equals(Identifiers.usual(b));
        }
        if (first instanceof BigDecimal a && second instanceof BigDecimal b) {
            return a.compareTo(b) != 0;
        }
        return first == null || !first.equals(second);
    }

    private void element(String[] cells, List<Object> elements, Findings problems) {
        var element = new Draft(Objects.requireNonNull(into.nested()));
        var at = Path.ROOT.field(into.field().name()).element(elements.size());
        boolean empty = true;
        for (int i = 0; i < elementColumns.length; i++) {
            var slot = elementColumns[i];
            var cell = CsvCells.trimmed(cells[i]);
            if (slot != null) {
                plain.put(element, at, slot, cells[i], problems);
                empty &= element.values[slot.place()] == null;
            } else if (plain.columns[i] == null && !cell.isEmpty()) {
                element.putUnknown(plain.header.get(i), cell);
                empty = false;
            }
        }
        if (!empty) {
            elements.add(element);
        }
    }
}
