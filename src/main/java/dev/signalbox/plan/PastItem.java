package dev.signalbox.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a replay needs of an item.
 *
 * @param payload a JSON object: what was bound last, without what rules filled in
 * @param decidedByPeople how it ended, unless the rules alone decided that or it has not ended
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, read once
public record PastItem(
        long id,
        Instant receivedAt,
        byte[] payload,
        @Nullable String decidedByPeople) {}
