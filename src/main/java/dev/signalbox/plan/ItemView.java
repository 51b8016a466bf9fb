package dev.signalbox.plan;

import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as it stands.
 *
 * @param payload a JSON object: what was bound, with the fields that rules filled in laid over it
 * @param bound the payload without what rules filled in: what they judged
 * @param decision the current decision
 * @param intended the outcome that steps are carrying out, once it is known
 * @param earlier decisions that corrections replaced, oldest first
 */
public record ItemView(
        long id,
        String process,
        ItemStatus status,
        Instant receivedAt,
        String payload,
        String bound,
        Decision decision,
        List<Step> steps,
        @Nullable String intended,
        @Nullable String outcome,
        @Nullable Instant closedAt,
        List<Decision> earlier) {

    /** The item as the API shows it. */
    public byte[] json() {
        return ItemJson.item(
                id,
                process,
                status,
                receivedAt,
                payload,
                decision.json(),
                ItemJson.steps(steps),
                intended,
                outcome,
                closedAt);
    }
}
