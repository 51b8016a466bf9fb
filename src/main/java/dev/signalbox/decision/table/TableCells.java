package dev.signalbox.decision.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which cell of a table each piece of its DRL was made of, so that a fault in the DRL is told of the cell. */
public final class TableCells {
    // Drools writes it before each rule.
    private static final Pattern RULE =
            Pattern.compile("^// +rule values at [A-Z]+(\\d+), header at ", Pattern.MULTILINE);

    /** A cell's piece of the DRL. */
    private record Piece(int start, int end, int row, Column column, String snippet, int codeRow) {
        Cell at(int offset) {
            if (offset < start) {
                return new Cell(codeRow - 1, column.number());
            }
            int within = Math.min(offset, end - 1) - start;
            // A text that the cell fills is the cell's, with the quotes around it.
            int first = snippet.charAt(within) == '"' && within + 1 < snippet.length() ? within + 1 : within;
            boolean fromCell = !column.isCode() || column.isFromCell(snippet, first);
            return new Cell(fromCell ? row : codeRow, column.number());
        }

        boolean looksAtSomething() {
            return column.kind() == Column.Kind.CONDITION && !column.object().isEmpty();
        }
    }

    private final String drl;
    private final Grid grid;
    private final List<Integer> lines = new ArrayList<>();
    private final NavigableMap<Integer, Integer> rows = new TreeMap<>();
    private final NavigableMap<Integer, Piece> pieces = new TreeMap<>();

    TableCells(String drl, Grid grid, List<Head> heads) {
        this.drl = drl;
        this.grid = grid;
        lines.add(0);
        for (int end = drl.indexOf('\n'); end >= 0; end = drl.indexOf('\n', end + 1)) {
            lines.add(end + 1);
        }
        Matcher found = RULE.matcher(drl);
        while (found.find()) {
            rows.put(found.start(), Integer.valueOf(found.group(1)));
        }
        for (Head head : heads) {
            rows.forEach((start, row) -> {
                if (row >= head.firstRule() && row <= head.lastRow()) {
                    addPieces(start, row, head, grid);
                }
            });
        }
    }

    private void addPieces(int ruleStart, int row, Head head, Grid grid) {
        Integer next = rows.higherKey(ruleStart);
        int ruleEnd = next == null ? drl.length() : next;
        // Conditions come in the order of their columns, and so do actions, but a table may mix the two.
        Map<Column.Kind, Integer> ends = new EnumMap<>(Column.Kind.class);
        for (Column column : head.columns().values()) {
            String text = grid.text(row, column.number());
            if (text.isEmpty() || column.kind() == Column.Kind.DESCRIPTION) {
                continue;
            }
            // Drools escapes the quotes within a name.
            String snippet = column.isCode() ? column.snippet(text) : text.replace("\"", "\\\"");
            int start = drl.indexOf(snippet, ends.getOrDefault(column.kind(), ruleStart));
            int end = start + snippet.length();
            if (start >= 0 && end <= ruleEnd) {
                pieces.put(start, new Piece(start, end, row, column, snippet, head.codeRow()));
                ends.put(column.kind(), end);
            }
        }
    }

    /** The row of the rule that a line of the DRL belongs to, or 0 above the first. */
    public int row(int line) {
        Map.Entry<Integer, Integer> rule = rows.floorEntry(start(line));
        return rule == null ? 0 : rule.getValue();
    }

    /**
     * The cell behind a place in the DRL: the rule's own cell, or what stands above it (the condition, the action, what they
     * look at) when that is where the place comes from.
     *
     * @param line of the DRL, from 1
     * @param column of the DRL, from 1, or 0 when only the line is known
     * @return with column 0 when only the row is known, and row 0 when not even that
     */
    public Cell at(int line, int column) {
        if (row(line) == 0) {
            return setting(line);
        }
        List<Piece> onLine = within(start(line), start(line + 1));
        if (column <= 0 && onLine.size() == 1) {
            return new Cell(row(line), onLine.get(0).column().number());
        }
        Piece found = null;
        if (column > 0 && !onLine.isEmpty() && onLine.get(0).looksAtSomething()) {
            // Before the first condition stands what it looks at.
            found = onLine.get(0);
        }
        int place = start(line) + column - 1;
        for (Piece piece : onLine) {
            // Parsers stumble over what follows the fault, so the piece just before counts too.
            found = column > 0 && piece.start() <= place ? piece : found;
        }
        return found == null ? new Cell(row(line), 0) : found.at(place);
    }

    /** The cell above all tables that says what stands on a line above all rules, such as the package. */
    private Cell setting(int line) {
        String said = drl.substring(start(line), Math.max(start(line), start(line + 1)))
                .replaceFirst("^(package|import|global)\\s+", "")
                .replace(";", "")
                .strip();
        for (int row = 1; row <= grid.lastRow() && !said.isEmpty(); row++) {
            for (int column = 1; column <= grid.lastColumn(); column++) {
                if (grid.text(row, column).contains(said)) {
                    return new Cell(row, column);
                }
            }
        }
        return Cell.WHOLE;
    }

    private List<Piece> within(int start, int end) {
        Integer first = pieces.floorKey(start);
        return pieces.subMap(first == null ? start : first, Math.max(end, start)).values().stream()
                .filter(piece -> piece.end() > start)
                .toList();
    }

    private int start(int line) {
        return line <= 0 ? 0 : line > lines.size() ? drl.length() : lines.get(line - 1);
    }
}
