package dev.signalbox.decision.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one frame of the pipe: its length in four bytes, high byte first, then numbers as zigzag varints
 * (https://protobuf.dev/programming-guides/encoding/#signed-ints) and texts as UTF-8 behind their length plus one, 0 for none.
 */
final class FrameWriter {
    private static final int HEAD = Integer.BYTES;

    private byte[] bytes = new byte[1 << 12];
    private int at = HEAD;
    private final Map<String, Integer> words = new HashMap<>();

    int size() {
        return at;
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
        }
    }

    void number(long value) {
        room(10);
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }

    void flag(boolean value) {
        number(value ? 1 : 0);
    }

    void text(@Nullable String value) {
        bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte @Nullable [] value) {
        if (value == null) {
            number(0);
            return;
        }
        number(value.length + 1L);
        room(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
    }

    /** A text that is likely to come again in this frame: then it is a number. */
    void word(String value) {
        Integer known = words.putIfAbsent(value, words.size() + 1);
        if (known == null) {
            number(0);
            text(value);
        } else {
            number(known);
        }
    }

    void writeTo(OutputStream out) throws IOException {
        int length = at - HEAD;
        for (int i = 0; i < HEAD; i++) {
            bytes[i] = (byte) (length >>> (24 - 8 * i));
        }
        out.write(bytes, 0, at);
        out.flush();
    }
}
