package dev.signalbox.outcome;

import dev.signalbox.outcome.HistoryEntry.Event;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one item's history from its begin, and says of each entry what its actor is. */
final class ActorKinds {
    private final Set<Integer> failed = new HashSet<>();
    private ActorKind before = ActorKind.SYSTEM;

    /** @param step the number of the step that the entry is about, or null */
    ActorKind next(Event event, @Nullable Integer step) {
        before = switch (event) {
            case RECEIVED -> ActorKind.SYSTEM;
            case DECIDED -> ActorKind.RULES;
            case CLAIMED, RELEASED, COMPLETED, CORRECTED, STEP_SKIPPED, NOTED -> ActorKind.PERSON;
            case LEASE_EXPIRED, STEP_DONE -> ActorKind.ENGINE;
            case STEP_FAILED -> {
                failed.add(step);
                yield ActorKind.ENGINE;
            }
            // A step that has failed for good is tried again by nobody but a person.
            case STEP_RETRIED -> failed.remove(step) ? ActorKind.PERSON : ActorKind.ENGINE;
            // An item closes by what the entry before tells.
            case CLOSED -> before;
        };
        return before;
    }
}
