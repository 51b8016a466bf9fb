package dev.signalbox.intake;

/**
 * What became of one row of a file.
 *
 * @param row 1 for the first row of data
 * @param lastRow where some rows make one item; otherwise the same
 */
public record RowAnswer(long row, long lastRow, Receipt receipt) {}
