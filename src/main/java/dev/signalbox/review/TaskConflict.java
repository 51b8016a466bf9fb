package dev.signalbox.review;

/** Another reviewer holds the task, or it is not in the state that the call needs. Nothing was changed. */
public final class TaskConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TaskConflict(String message) {
        super(message);
    }
}
