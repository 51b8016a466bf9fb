package dev.signalbox.db;

import java.util.Collections;

/**
 * A list of rows inside a statement. Its length is a power of two, so that statements stay few and are kept prepared: whoever
 * has less to say fills it up with what does not count.
 */
public final class Values {
    private Values() {}

    /** The length of the list that so many rows fit into. */
    public static int length(int rows) {
        return rows <= 1 ? 1 : Integer.highestOneBit(rows - 1) * 2;
    }

    /** The list, such as {@code (?, ?), (?, ?)} of row {@code (?, ?)}. */
    public static String list(int length, String row) {
        return String.join(", ", Collections.nCopies(length, row));
    }
}
