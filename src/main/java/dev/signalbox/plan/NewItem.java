package dev.signalbox.plan;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.process.ProcessDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item that is decided and planned but not yet stored, together with the answer its sender will get.
 *
 * @param name what names it for idempotency, or null
 * @param content 16 bytes: digest of what it means
 * @param submitted the bytes as they came, or null when they equal the payload
 * @param payload what was bound, as a JSON object
 * @param decisionJson {@code decision} as JSON
 * @param planJson the steps of {@code plan} as JSON
 * @param actor who sent it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; made once for each item on the hot path
public record NewItem(
        long id,
        String process,
        Instant receivedAt,
        byte @Nullable [] name,
        byte[] content,
        String mediaType,
        byte @Nullable [] submitted,
        String payload,
        Decision decision,
        String decisionJson,
        Plan plan,
        String planJson,
        String actor) {

    public static NewItem of(
            long id,
            ProcessDefinition process,
            byte @Nullable [] name,
            byte[] content,
            String mediaType,
            byte @Nullable [] submitted,
            byte[] payload,
            Decision decision,
            String actor) {
        var text = new String(payload, StandardCharsets.UTF_8);
        var plan = Plan.of(process, decision, id, 1, decision.decidedAt(), text);
        return new NewItem(
                id,
                process.process(),
                decision.decidedAt(),
                name,
                content,
                mediaType,
                submitted,
                text,
                decision,
                decision.json(),
                plan,
                ItemJson.steps(plan.steps()),
                actor);
    }

    public ItemStatus status() {
        return plan.status();
    }

    /** The item as its sender is told. */
    public byte[] json() {
        var closed = status() == ItemStatus.CLOSED;
        return ItemJson.item(
                id,
                process,
                status(),
                receivedAt,
                decision.over(payload),
                decisionJson,
                planJson,
                plan.intended(),
                closed ? plan.intended() : null,
                closed ? receivedAt : null);
    }

    public String textId() {
        return Ids.text(id);
    }
}
