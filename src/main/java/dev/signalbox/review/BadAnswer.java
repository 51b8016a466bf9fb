package dev.signalbox.review;

/** The answer does not fit the task. Nothing was changed. */
public final class BadAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadAnswer(String message) {
        super(message);
    }
}
