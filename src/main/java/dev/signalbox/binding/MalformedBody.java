package dev.signalbox.binding;

import java.util.Objects;

/** A body that is no item at all, or a file that holds no rows. The message says what was expected and where. */
public final class MalformedBody extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedBody(String message) {
        // Bad input is a caller's everyday fault: a stack trace would only cost time.
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
