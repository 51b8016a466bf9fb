package dev.signalbox.decision.table;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The text of a sheet's cells. Rows and columns count from 1; a cell that is not there is empty. */
final class Grid {
    static final int MAX_ROWS = 10_000;
    static final int MAX_COLUMNS = 256;
    private static final int MAX_MERGED = 100_000;
    private static final int MAX_CHARACTERS = 4 << 20;

    private static final String DOTS = "...";

    /** Cells that were merged into one, whose text stands in the first. */
    private record Merged(int row, int column, int lastColumn) {}

    private final NavigableMap<Integer, NavigableMap<Integer, String>> rows = new TreeMap<>();
    private final Map<Cell, Merged> merged = new HashMap<>();
    private int lastColumn;
    private int characters;

    /** @throws TableRefused when the sheet is larger than any table */
    void put(int row, int column, String text) throws TableRefused {
        if (text.isBlank()) {
            return;
        }
        if (row > MAX_ROWS || column > MAX_COLUMNS) {
            throw new TableRefused(
                    new Cell(row, column),
                    "Expected at most " + MAX_ROWS + " rows and " + MAX_COLUMNS + " columns, but here it goes on");
        }
        characters += text.length();
        if (characters > MAX_CHARACTERS) {
            throw new TableRefused(
                    new Cell(row, column),
                    "Expected at most " + (MAX_CHARACTERS >> 20) + " MiB of text, but here it goes on");
        }
        rows.computeIfAbsent(row, r -> new TreeMap<>()).put(column, text.strip());
        lastColumn = Math.max(lastColumn, column);
    }

    /** @throws TableRefused when they are more, or reach further, than in any table */
    void merge(Cell first, Cell last) throws TableRefused {
        if (last.row() > MAX_ROWS || last.column() > MAX_COLUMNS) {
            throw new TableRefused(
                    first,
                    "Expected merged cells to end within " + MAX_ROWS + " rows and " + MAX_COLUMNS
                            + " columns, but these reach to " + last);
        }
        long more = (last.row() - first.row() + 1L) * (last.column() - first.column() + 1L);
        if (merged.size() + more > MAX_MERGED) {
            throw new TableRefused(
                    first, "Expected at most " + MAX_MERGED + " cells that are merged, but with these there are more");
        }
        var cells = new Merged(first.row(), first.column(), last.column());
        for (int row = first.row(); row <= last.row(); row++) {
            for (int column = first.column(); column <= last.column(); column++) {
                merged.put(new Cell(row, column), cells);
            }
        }
    }

    int lastRow() {
        return rows.isEmpty() ? 0 : rows.lastKey();
    }

    int lastColumn() {
        return lastColumn;
    }

    /** The cell's text, stripped. Cells that are merged downwards all have the text of the first. */
    String text(int row, int column) {
        Merged cells = merged.get(new Cell(row, column));
        if (cells != null) {
            return column == cells.column ? written(cells.row, column) : "";
        }
        return written(row, column);
    }

    private String written(int row, int column) {
        NavigableMap<Integer, String> cells = rows.get(row);
        return cells == null ? "" : cells.getOrDefault(column, "");
    }

    /** Whether any cell of the row from this column on is filled. */
    boolean isFilled(int row, int fromColumn) {
        for (int column = fromColumn; column <= lastColumn; column++) {
            if (!text(row, column).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The column in which the cell's span begins: cells merged across, or neighbours that all end with three dots. */
    int spanStart(int row, int column) {
        Merged cells = merged.get(new Cell(row, column));
        if (cells != null) {
            return cells.column;
        }
        int start = column;
        while (written(row, column).endsWith(DOTS)
                && start > 1
                && written(row, start - 1).endsWith(DOTS)) {
            start--;
        }
        return start;
    }

    /** The text that the cell's span has in common, without the dots. */
    String spanText(int row, int column) {
        String text = text(row, spanStart(row, column));
        return text.endsWith(DOTS)
                ? text.substring(0, text.length() - DOTS.length()).strip()
                : text;
    }

    boolean isSpan(int row, int column) {
        Merged cells = merged.get(new Cell(row, column));
        return spanStart(row, column) != column
                || written(row, column).endsWith(DOTS)
                || (cells != null && cells.lastColumn > cells.column);
    }
}
