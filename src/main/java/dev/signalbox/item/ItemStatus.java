package dev.signalbox.item;

/** Where an item stands. Every item that is not CLOSED or CANCELLED is held by exactly one open step. */
public enum ItemStatus {
    /** Held by an automatic step. */
    IN_PROGRESS,
    /** Held by a task in a queue. */
    AWAITING_REVIEW,
    /** Ended with an outcome; nothing moves it again. */
    CLOSED,
    /** Withdrawn without an outcome; nothing moves it again. */
    CANCELLED;

    public boolean isOpen() {
        return this == IN_PROGRESS || this == AWAITING_REVIEW;
    }
}
