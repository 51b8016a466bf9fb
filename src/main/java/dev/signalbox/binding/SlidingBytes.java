package dev.signalbox.binding;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream seen through a window that grows from {@link #take the end of the last piece} and holds no more than the piece
 * being looked at.
 */
final class SlidingBytes implements Closeable {
    static final int END = -1;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int at;
    private int limit;

    SlidingBytes(InputStream in) {
        this.in = in;
    }

    /** The byte to look at next, 0 to 255, or {@link #END}. */
    int peek() throws IOException {
        return at < limit || fill() ? buffer[at] & 0xFF : END;
    }

    /**
     * Passes text, and looks at what comes then: the byte, a control character, or any when the piece has the length.
     *
     * @return as {@link #peek}
     */
    int passText(int until, int longest) throws IOException {
        do {
            int end = Math.min(limit, start + longest);
            while (at < end && buffer[at] != until && (buffer[at] & 0xFF) >= ' ') {
                at++;
            }
        } while (at == limit && length() < longest && fill());
        return peek();
    }

    void advance() {
        at++;
    }

    /** Goes back to so many bytes behind the piece's start. */
    void rewind(int length) {
        at = start + length;
    }

    /** How many bytes of the piece have been passed. */
    int length() {
        return at - start;
    }

    /** The bytes passed since the last take. */
    byte[] take() {
        var piece = Arrays.copyOfRange(buffer, start, at);
        start = at;
        return piece;
    }

    /** Leaves out the bytes passed since the last take. */
    void drop() {
        start = at;
    }

    /** Passes a line break, if there is one: LF, CR or both. */
    void passLineBreak() throws IOException {
        if (peek() == '\r') {
            at++;
        } else if (peek() != '\n') {
            return;
        } else {
            at++;
            return;
        }
        if (peek() == '\n') {
            at++;
        }
    }

    /** The first bytes, of which there may be fewer; nothing is passed. */
    byte[] first(int most) throws IOException {
        while (limit < most && fill()) {
            // until there are enough
        }
        return Arrays.copyOf(buffer, Math.min(most, limit));
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            at -= start;
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read > 0) {
            limit += read;
        }
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
