package dev.signalbox.decision.host;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FrameWriter} wrote, and believes nothing: no length is larger than what is there. */
final class FrameReader {
    private final byte[] bytes;
    private int at;
    private final List<String> words = new ArrayList<>();

    private FrameReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The next frame.
     *
     * @param most bytes that it may have
     * @throws java.io.EOFException when the other side has closed the pipe
     */
    static FrameReader next(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new BadFrame("Expected a frame of at most " + most + " bytes, but it has " + length);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new BadFrame("Expected a frame of " + length + " bytes, but it ended after " + bytes.length);
        }
        return new FrameReader(bytes);
    }

    long number() throws BadFrame {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == bytes.length) {
                throw new BadFrame("Expected more in a frame, but it ends");
            }
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new BadFrame("Expected a number of 64 bits, but it goes on");
    }

    /** A number from 0, below the bound. */
    int below(int bound) throws BadFrame {
        long number = number();
        if (number < 0 || number >= bound) {
            throw new BadFrame("Expected a number from 0 below " + bound + ", but was " + number);
        }
        return (int) number;
    }

    /** How many of something follow: no more than there are bytes left. */
    int count() throws BadFrame {
        return below(bytes.length - at + 1);
    }

    boolean flag() throws BadFrame {
        return below(2) == 1;
    }

    byte @Nullable [] bytesOrNull() throws BadFrame {
        int length = below(bytes.length - at + 1) - 1;
        if (length < 0) {
            return null;
        }
        skip(length);
        var read = new byte[length];
        System.arraycopy(bytes, at - length, read, 0, length);
        return read;
    }

    @Nullable
    String textOrNull() throws BadFrame {
        int length = below(bytes.length - at + 1) - 1;
        if (length < 0) {
            return null;
        }
        skip(length);
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    private void skip(int length) throws BadFrame {
        if (length > bytes.length - at) {
            throw new BadFrame("Expected " + length + " more bytes in a frame, but it ends");
        }
        at += length;
    }

    String text() throws BadFrame {
        String text = textOrNull();
        if (text == null) {
            throw new BadFrame("Expected a text, but there is none");
        }
        return text;
    }

    String word() throws BadFrame {
        int known = below(words.size() + 1);
        if (known > 0) {
            return words.get(known - 1);
        }
        String word = text();
        words.add(word);
        return word;
    }
}
