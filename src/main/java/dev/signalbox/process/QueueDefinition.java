package dev.signalbox.process;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks wait.
 *
 * @param due how long a task may take, written {@code 30m}, {@code 8h} or {@code 2d}
 * @param escalate the queue above it, or null
 * @param lease how long a claim lasts before the task is free again; 30 minutes unless written
 */
public record QueueDefinition(
        @NotBlank String title,
        @NotNull Duration due,
        @Nullable String escalate,
        @NotNull Duration lease) {}
