package dev.signalbox.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an item.
 *
 * @param seq counts from 1 for each item
 * @param actor a reviewer's or system's name, {@code rules@} with the version's first characters, the name of a worker, or
 *     {@code signalbox}
 * @param actorKind what that is, however it is spelled
 * @param step the step's id, when one was concerned
 * @param detail why, or with what result
 */
public record HistoryEntry(
        int seq,
        Instant at,
        String actor,
        ActorKind actorKind,
        Event event,
        @Nullable String step,
        String detail) {

    /** What can happen. */
    public enum Event {
        RECEIVED,
        DECIDED,
        CLAIMED,
        RELEASED,
        LEASE_EXPIRED,
        COMPLETED,
        CORRECTED,
        STEP_DONE,
        STEP_RETRIED,
        STEP_FAILED,
        STEP_SKIPPED,
        /** Somebody added what they had to say. */
        NOTED,
        CLOSED
    }
}
