package dev.signalbox.plan;

/**
 * Where a step stands, and who moves it on.
 *
 * <pre>
 * WAITING → READY      the step before it is done
 * READY   → CLAIMED    a worker or a reviewer takes it, under a lease
 * CLAIMED → READY      released, its lease ran out, or a try failed and another is left
 * CLAIMED → DONE       its claimant completes it
 * CLAIMED → FAILED     the last try failed; a RESOLVE task takes the item over
 * FAILED  → READY      a reviewer says: try again
 * FAILED  → SKIPPED    a reviewer says: go on without it
 * WAITING → SKIPPED    a correction or an early close made it needless
 * </pre>
 */
public enum StepStatus {
    WAITING,
    READY,
    CLAIMED,
    DONE,
    FAILED,
    SKIPPED;

    /** Whether a step in this state holds its item. */
    public boolean isOpen() {
        return this == READY || this == CLAIMED;
    }
}
