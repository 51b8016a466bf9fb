package dev.signalbox.process;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;

/**
 * An automatic step: POST the item as JSON to an address.
 *
 * @param attempts how often it is tried before a person is asked
 * @param onFailure the queue of the task to resolve it, written {@code on-failure}
 * @param timeout how long one attempt may take; 10 seconds unless written
 */
public record StepDefinition(
        @NotNull URI http,
        @Min(1) @Max(100) int attempts,
        @NotBlank String onFailure,
        @NotNull Duration timeout) {}
