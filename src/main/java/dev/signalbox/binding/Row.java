package dev.signalbox.binding;

import org.jspecify.annotations.Nullable;

/**
 * One row of a file, not yet read.
 *
 * @param number 1 for the first row of data
 * @param last the number of its last row, where some make one item
 * @param line the line of the file it starts in, from 1; a quoted cell may hold line breaks
 * @param raw its bytes as they came, without the line break at its end; nobody changes the array
 * @param fault why it could not be told from its neighbours, or null
 */
@SuppressWarnings("ArrayRecordComponent") // see Bound
public record Row(
        long number,
        long last,
        long line,
        byte[] raw,
        @Nullable String fault) {

    Row(long number, long line, byte[] raw, @Nullable String fault) {
        this(number, number, line, raw, fault);
    }
}
