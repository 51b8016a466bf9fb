package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * Text of any encoding as UTF-8. What is no text in its encoding becomes a byte that is none in UTF-8 either, so that the
 * row it stands in can be told.
 */
final class Recoded extends InputStream {
    private static final int SIZE = 1 << 13;
    private static final byte[] NO_TEXT = {(byte) 0xFF};

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
    private final CharBuffer chars = CharBuffer.allocate(SIZE);
    private byte[] out = {};
    private int at;
    private boolean noMore;
    private boolean done;

    Recoded(InputStream in, Charset encoding) {
        this.in = in;
        this.decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        return at < out.length || fill() ? out[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (at == out.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, out.length - at);
        System.arraycopy(out, at, to, from, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        at = 0;
        do {
            if (done) {
                out = new byte[0];
                return false;
            }
            chars.clear();
            CoderResult result = decoder.decode(bytes, chars, noMore);
            out = chars.flip().toString().getBytes(UTF_8);
            if (result.isError()) {
                bytes.position(bytes.position() + result.length());
                int text = out.length;
                out = Arrays.copyOf(out, text + NO_TEXT.length);
                System.arraycopy(NO_TEXT, 0, out, text, NO_TEXT.length);
            } else if (result.isUnderflow() && noMore) {
                done = true;
            } else if (result.isUnderflow()) {
                more();
            }
        } while (out.length == 0);
        return true;
    }

    private void more() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        noMore = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
