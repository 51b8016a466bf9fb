package dev.signalbox.decision.table;

/**
 * A place in a table, as spreadsheets count.
 *
 * @param row from 1, or 0 for the table as a whole
 * @param column from 1, so that 3 is C, or 0 for the row as a whole
 */
public record Cell(int row, int column) {
    static final Cell WHOLE = new Cell(0, 0);

    /** As in {@code C7}. */
    @Override
    public String toString() {
        return letters(column) + row;
    }

    private static String letters(int column) {
        return column <= 0 ? "" : letters((column - 1) / 26) + (char) ('A' + (column - 1) % 26);
    }
}
