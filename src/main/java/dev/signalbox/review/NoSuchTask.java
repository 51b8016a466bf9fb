package dev.signalbox.review;

/** There is no such task, or no such queue. */
public final class NoSuchTask extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchTask(String message) {
        super(message);
    }
}
