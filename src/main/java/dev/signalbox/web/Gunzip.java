package dev.signalbox.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A body unpacked as it is read (RFC 1952), with bounds: a few bytes can be unpacked into a thousand times as many. Several
 * packed files in a row are one. Unlike the one of the Java library it passes nothing over: what comes after the end is
 * another member or a fault, whenever it arrives.
 */
final class Gunzip extends InputStream {
    /** Unpacked, so little harms nobody, whatever it was packed into. */
    private static final long ALWAYS = 16L << 20;
    /** Rows that repeat one another are packed into a fiftieth; only a trap into less than this. */
    private static final int MOST_TIMES = 200;

    private static final int MAGIC = 0x8B1F;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[8 * 1024];
    private int at;
    private int limit;
    private boolean inMember;
    private long packed;
    private long unpacked;

    /** Must be closed, or native memory stays in use. */
    Gunzip(InputStream in) {
        this.in = in;
    }

    /**
     * A whole body.
     *
     * @param most bytes when unpacked
     * @throws Refusal when it is larger, or not packed
     */
    static byte[] all(byte[] packed, int most) {
        try (var in = new Gunzip(new ByteArrayInputStream(packed))) {
            byte[] all = in.readNBytes(most + 1);
            if (all.length > most) {
                throw new Refusal(
                        ProblemKind.TOO_LARGE,
                        "Expected a body of at most " + most + " bytes unpacked, but it is larger");
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array is always readable
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (!inMember && !begin()) {
                return -1;
            }
            int count = inflate(into, offset, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished()) {
                end();
            } else if (inflater.needsDictionary()) {
                throw broken("it needs a dictionary");
            } else {
                if (at == limit) {
                    fill();
                }
                inflater.setInput(buffer, at, limit - at);
                at = limit;
            }
        }
    }

    private int inflate(byte[] into, int offset, int length) {
        try {
            int count = inflater.inflate(into, offset, length);
            crc.update(into, offset, count);
            unpacked += count;
            if (unpacked > ALWAYS && unpacked > packed * MOST_TIMES) {
                throw new Refusal(
                        ProblemKind.TOO_LARGE,
                        "Expected a body that is at most " + MOST_TIMES
                                + " times as large when it is unpacked, but it is larger");
            }
            return count;
        } catch (DataFormatException e) {
            throw broken("it is damaged");
        }
    }

    /** @return false at the end of all */
    private boolean begin() throws IOException {
        if (at == limit && !filled()) {
            return false;
        }
        if (two() != MAGIC || next() != 8) {
            throw broken(unpacked == 0 ? "it is not packed" : "something else comes after it");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw broken("it is damaged");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(two());
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                while (next() != 0) {
                    // up to the end of the text
                }
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    private void end() throws IOException {
        at = limit - inflater.getRemaining();
        if (number() != crc.getValue() || number() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw broken("it is damaged");
        }
        inMember = false;
    }

    private int two() throws IOException {
        return next() | (next() << 8);
    }

    private long number() throws IOException {
        return two() | ((long) two() << 16);
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (at == limit) {
            fill();
        }
        return buffer[at++] & 0xFF;
    }

    private void fill() throws IOException {
        if (!filled()) {
            throw broken("it ends early");
        }
    }

    private boolean filled() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        at = 0;
        limit = Math.max(0, count);
        packed += limit;
        return count > 0;
    }

    private static Refusal broken(String how) {
        return new Refusal(
                ProblemKind.MALFORMED_BODY, "Expected a body packed with gzip, as Content-Encoding says, but " + how);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
