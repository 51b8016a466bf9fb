package dev.signalbox.decision;

import dev.signalbox.item.Bounds;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.process.ReferenceDefinition;
import dev.signalbox.process.Suggestion;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads one {@code reference/NAME.csv} (RFC 4180): a heading of the row type's field names, values in ISO form. */
final class ReferenceReader {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private static final Set<Kind> ORDERED =
            Set.of(Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.DATE_TIME, Kind.INSTANT);
    /** Rows of all tables of a pack: a row takes some 300 bytes of each process that decides by it. */
    static final int MOST_ROWS = 500_000;

    private static final int MOST_FAULTS = 100;
    private static final Pattern OPEN_QUOTE = Pattern.compile("startline (\\d+)\\)? EOF reached");

    private final String file;
    private final ReferenceDefinition definition;
    private final FactShape row;
    private final ItemType item;
    private final List<PackFault> faults;

    ReferenceReader(
            ProcessPack pack,
            String name,
            ReferenceDefinition definition,
            FactShape row,
            ItemType item,
            List<PackFault> faults) {
        this.file = pack.name() + "/" + path(name);
        this.definition = definition;
        this.row = row;
        this.item = item;
        this.faults = faults;
    }

    static String path(String name) {
        return "reference/" + name + ".csv";
    }

    /** @param room how many rows the tables before it have left */
    @Nullable
    ReferenceTable read(PackFile csv, int room) {
        int before = faults.size();
        String text = csv.text();
        try (CSVParser parser = CSV.parse(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
            ReferenceTable table = null;
            List<Slot> columns = List.of();
            for (CSVRecord line : parser) {
                int number = (int) parser.getCurrentLineNumber();
                if (table == null) {
                    columns = columns(line);
                    if (faults.size() > before) {
                        return null;
                    }
                    table = new ReferenceTable(file, row, definition, columns);
                } else if (table.size() == room) {
                    fault(
                            number,
                            "Expected at most " + MOST_ROWS
                                    + " rows in the reference tables of a pack, but here are more");
                    return null;
                } else {
                    add(table, columns, line, number);
                }
                if (faults.size() - before >= MOST_FAULTS) {
                    return null;
                }
            }
            if (table != null) {
                table.sort();
            } else {
                fault(1, "Expected a heading of column names, but the file is empty");
            }
            return table;
        } catch (IOException | RuntimeException e) {
            Matcher start = OPEN_QUOTE.matcher(String.valueOf(e.getMessage()));
            if (start.find()) {
                fault(
                        Integer.parseInt(start.group(1)),
                        "Expected quotes to end where a cell ends, but here one does not");
            } else {
                fault(0, "Expected CSV, but " + e.getMessage());
            }
            return null;
        }
    }

    private List<Slot> columns(CSVRecord heading) {
        var columns = new ArrayList<Slot>();
        if (heading.size() == 1 && heading.get(0).matches(".*\\w[;\t|]\\w.*")) {
            faults.add(new PackFault(file, 1, "Expected commas between the cells, but they are parted otherwise")
                    .suggesting("save it as CSV with commas"));
            return columns;
        }
        var names = new HashSet<String>();
        for (String cell : heading) {
            String name = cell.strip();
            Slot slot = row.slot(name);
            if (slot == null) {
                Set<String> known = row.type().fields().keySet();
                faults.add(new PackFault(
                                file, 1, "Expected one of " + String.join(", ", known) + " as column, but was " + name)
                        .inColumn(columns.size() + 1)
                        .suggesting(Suggestion.question(name, known)));
            } else if (slot.list() || slot.kind() == Kind.OBJECT) {
                fault(1, "Expected columns of plain values, but " + name + " is none");
            } else if (!names.add(name)) {
                fault(1, "Expected each column once, but " + name + " is there twice");
            } else {
                columns.add(slot);
            }
        }
        keyColumns(definition.key(), names);
        keyColumns(definition.begins(), names);
        keyColumns(definition.from(), names);
        keyColumns(definition.to(), names);
        definition.begins().keySet().stream()
                .filter(column -> names.contains(column) && kind(column) != Kind.TEXT)
                .forEach(column -> fault(1, "Expected key column " + column + " to be text, but it is not"));
        Stream.concat(definition.from().keySet().stream(), definition.to().keySet().stream())
                .filter(column -> names.contains(column) && !ORDERED.contains(kind(column)))
                .forEach(column ->
                        fault(1, "Expected key column " + column + " to be a number or a date, but it is not"));
        return columns;
    }

    private Kind kind(String column) {
        return Objects.requireNonNull(row.slot(column)).kind();
    }

    private void keyColumns(Map<String, String> key, Set<String> names) {
        key.forEach((column, field) -> {
            if (!names.contains(column)) {
                fault(1, "Expected the key column " + column + ", but there is none");
            } else if (Objects.requireNonNull(row.slot(column)).kind()
                    != Objects.requireNonNull(item.fields().get(field)).kind()) {
                fault(
                        1,
                        "Expected key column " + column + " to be of the same kind as " + item.name() + "." + field
                                + ", but it is not");
            }
        });
    }

    private void add(ReferenceTable table, List<Slot> columns, CSVRecord line, int number) {
        if (line.size() != columns.size()) {
            fault(number, "Expected " + columns.size() + " cells, but there are " + line.size());
            return;
        }
        var plain = new @Nullable Object[columns.size()];
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < plain.length; i++) {
            String cell = line.get(i).strip();
            Slot slot = columns.get(i);
            if (!cell.isEmpty()) {
                try {
                    plain[i] = parse(cell, slot.kind());
                    values[i] = Objects.requireNonNull(slot.fit(plain[i]));
                } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
                    String message =
                            "Expected " + words(cell, slot.kind()) + " as " + slot.name() + ", but was " + cell;
                    faults.add(new PackFault(file, number, message)
                            .inColumn(i + 1)
                            .suggesting(CellHelp.of(slot.kind(), cell)));
                    return;
                }
            }
        }
        var key = new ArrayList<>();
        var keyColumns = new ArrayList<>(definition.key().keySet());
        keyColumns.addAll(definition.begins().keySet());
        for (String column : keyColumns) {
            Object value = plain[columns.indexOf(row.slot(column))];
            if (value == null) {
                fault(number, "Expected a value in the key column " + column + ", but it is empty");
                return;
            }
            key.add(value);
        }
        Object low = bound(definition.from(), columns, plain);
        Object high = bound(definition.to(), columns, plain);
        if (low != null && high != null && Band.compare(low, high) > 0) {
            fault(number, "Expected " + Plain.text(low) + " to be at most " + Plain.text(high) + ", but it is above");
            return;
        }
        table.add(key, new Band.Row(values, low, high, number));
    }

    /** A blank one is none. */
    private @Nullable Object bound(Map<String, String> bound, List<Slot> columns, @Nullable Object[] plain) {
        return bound.isEmpty()
                ? null
                : plain[columns.indexOf(row.slot(bound.keySet().iterator().next()))];
    }

    private static String words(String cell, Kind kind) {
        boolean large = kind == Kind.DECIMAL && cell.matches("[+-]?[\\d.]+([eE][+-]?\\d+)?");
        return kind.words + (large ? " of at most " + Bounds.MOST_DIGITS + " digits" : "");
    }

    private static Object parse(String cell, Kind kind) {
        return switch (kind) {
            case TEXT -> cell;
            case INTEGER -> Long.valueOf(cell);
            case DECIMAL -> Objects.requireNonNull(Bounds.decimal(new BigDecimal(cell)));
            case BOOLEAN ->
                switch (cell) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(cell);
                };
            case DATE -> LocalDate.parse(cell);
            case DATE_TIME -> LocalDateTime.parse(cell);
            case INSTANT -> Instant.parse(cell);
            case OBJECT -> throw new IllegalArgumentException(cell);
        };
    }

    private void fault(int line, String message) {
        faults.add(new PackFault(file, line, message));
    }
}
