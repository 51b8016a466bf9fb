package dev.signalbox.binding;

/**
 * Something in a file that is no row and was passed over.
 *
 * @param line of the file, from 1
 * @param what it is, as in "headings again"
 */
public record Skipped(long line, String what) {}
