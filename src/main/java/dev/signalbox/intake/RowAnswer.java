package dev.signalbox.intake;

/**
 * What became of one row of a file.
 *
 * @param row 1 for the first row of data
 */
public record RowAnswer(long row, Receipt receipt) {}
