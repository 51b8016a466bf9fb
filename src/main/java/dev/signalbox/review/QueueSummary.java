package dev.signalbox.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a queue stands.
 *
 * @param waiting tasks that anybody may claim
 * @param claimed tasks that somebody works on
 * @param overdue tasks of both kinds whose due time has passed
 * @param oldest when the item of the task that has been here longest was received, or null when the queue is empty
 */
public record QueueSummary(
        String process,
        String queue,
        String title,
        long waiting,
        long claimed,
        long overdue,
        @Nullable Instant oldest) {}
