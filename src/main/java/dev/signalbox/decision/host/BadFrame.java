package dev.signalbox.decision.host;

import java.io.IOException;

/** What came through the pipe is not what the other side should send. */
final class BadFrame extends IOException {
    private static final long serialVersionUID = 1L;

    BadFrame(String message) {
        super(message);
    }
}
