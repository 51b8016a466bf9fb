package dev.signalbox.process;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks wait.
 *
 * @param due how long a task may take
 * @param escalate the queue above it, or null
 * @param lease how long a claim lasts before the task is free again; 30 minutes unless written
 */
public record QueueDefinition(
        @NotBlank(message = Words.FILLED) String title,
        Due due,
        @Nullable String escalate,

        @Default("30m") @DurationMin(nanos = 1, message = Words.POSITIVE)
        Duration lease) {

    /** A queue whose tasks may all take the same time. */
    public QueueDefinition(String title, Duration due, @Nullable String escalate, Duration lease) {
        this(title, Due.always(due), escalate, lease);
    }
}
