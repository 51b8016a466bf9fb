package dev.signalbox.binding;

import java.io.IOException;
import java.util.Arrays;

/**
 * Signs in a text file that are no text. Old programs end a file with the sign for its end, U+001A; files that were joined
 * have a byte order mark, and perhaps that sign, where one begins.
 */
final class Marks {
    static final int END_OF_FILE = 0x1A;
    static final String END_SIGN = "the sign for the end of a file (U+001A)";
    static final String BYTE_ORDER_MARK = "a byte order mark, as where files were joined";

    private Marks() {}

    /**
     * Passes over the signs that stand where a row should begin.
     *
     * @param line where they stand
     */
    static void pass(SlidingBytes in, long line, PassedOver found) throws IOException {
        while (true) {
            int first = in.peek();
            if (first == END_OF_FILE) {
                in.advance();
                found.add(line, END_SIGN);
            } else if (first == 0xEF && passMark(in)) {
                found.add(line, BYTE_ORDER_MARK);
            } else {
                return;
            }
            in.drop();
        }
    }

    private static boolean passMark(SlidingBytes in) throws IOException {
        in.advance();
        if (in.peek() == 0xBB) {
            in.advance();
            if (in.peek() == 0xBF) {
                in.advance();
                return true;
            }
        }
        in.rewind(0);
        return false;
    }

    /** The last row of a file without the signs for its end that stand right after it. */
    static byte[] withoutEndSign(byte[] raw) {
        int end = raw.length;
        while (end > 0 && raw[end - 1] == END_OF_FILE) {
            end--;
        }
        return end == raw.length ? raw : Arrays.copyOf(raw, end);
    }
}
