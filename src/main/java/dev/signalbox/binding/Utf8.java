package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;

/** Whether bytes are UTF-8, looked at eight at a time. */
final class Utf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Utf8() {}

    /** Where the first byte stands that is not UTF-8, or -1. */
    static int firstFault(byte[] bytes) {
        if (isAscii(bytes)) {
            return -1;
        }
        // Decoding replaces what is wrong by U+FFFD: only text that holds one needs the slow look.
        return new String(bytes, UTF_8).indexOf('\uFFFD') < 0 ? -1 : faultOf(bytes);
    }

    static boolean isAscii(byte[] bytes) {
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            if (((long) EIGHT.get(bytes, at) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    private static int faultOf(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var result = UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
        return result.isError() ? in.position() : -1;
    }

    /** Whether a byte is among the others. */
    static boolean holds(byte[] bytes, char ascii) {
        long pattern = ascii * LOW_BITS;
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            // A byte of the difference is zero where the two are equal: Hacker's Delight, 6-1.
            long difference = (long) EIGHT.get(bytes, at) ^ pattern;
            if (((difference - LOW_BITS) & ~difference & HIGH_BITS) != 0) {
                return true;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] == ascii) {
                return true;
            }
        }
        return false;
    }

    /** How many bytes a byte order mark takes at the start. */
    static int bom(byte[] start, int length) {
        boolean marked = length >= BOM.length && start[0] == BOM[0] && start[1] == BOM[1] && start[2] == BOM[2];
        return marked ? BOM.length : 0;
    }

    /** Whether the first bytes are those of UTF-16 or UTF-32: a mark, or the NUL beside an ASCII character. */
    static boolean isOtherEncoding(byte[] start, int length) {
        if (length < 2) {
            return false;
        }
        int first = start[0] & 0xFF;
        int second = start[1] & 0xFF;
        return first == 0 || second == 0 || (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
    }
}
