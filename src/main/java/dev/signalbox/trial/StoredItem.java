package dev.signalbox.trial;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item as it is stored.
 *
 * @param id ids grow with time
 * @param label the id as people see it
 * @param payload a JSON object: what was bound last, without what rules filled in
 * @param outcome how it ended, when a person decided that; otherwise null
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, read once
public record StoredItem(
        long id,
        String label,
        Instant receivedAt,
        byte[] payload,
        @Nullable String outcome) {}
