package dev.signalbox.intake;

import dev.signalbox.binding.Bound;
import org.jspecify.annotations.Nullable;

/**
 * A bound submission on its way to a decision.
 *
 * @param submitted the bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Incoming(
        Bound bound,
        byte[] submitted,
        String mediaType,
        @Nullable String callerKey,
        String actor) {}
