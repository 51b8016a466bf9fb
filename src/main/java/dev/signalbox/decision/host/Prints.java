package dev.signalbox.decision.host;

import java.io.IOException;
import java.io.OutputStream;

/** Passes on the first of what rules print; a flood runs into the sand. */
final class Prints extends OutputStream {
    private final OutputStream out;
    private int left;

    Prints(OutputStream out, int most) {
        this.out = out;
        this.left = most;
    }

    @Override
    public synchronized void write(int one) throws IOException {
        if (left > 0) {
            left--;
            out.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] some, int offset, int length) throws IOException {
        int passed = Math.min(left, length);
        left -= passed;
        out.write(some, offset, passed);
    }
}
