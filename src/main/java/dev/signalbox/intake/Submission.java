package dev.signalbox.intake;

import org.jspecify.annotations.Nullable;

/**
 * One item as a caller sent it, not yet trusted.
 *
 * @param body a JSON object in UTF-8; nobody changes the array
 * @param idempotencyKey what the caller calls this request, or null to go by the process's key fields
 * @param actor who sent it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Submission(byte[] body, @Nullable String idempotencyKey, String actor) {}
