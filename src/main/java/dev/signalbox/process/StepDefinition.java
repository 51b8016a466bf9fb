package dev.signalbox.process;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * An automatic step: POST the item as JSON to an address.
 *
 * @param http an absolute http or https address
 * @param attempts how often it is tried before a person is asked; 5 unless written
 * @param onFailure the queue of the task to resolve it, written {@code on-failure}
 * @param timeout how long one attempt may take; 10 seconds unless written
 * @param patience how long it waits for a receiver that is away before a person is asked; 15 minutes unless written
 */
public record StepDefinition(
        Address http,

        @Default("5") @Range(min = 1, max = 100, message = "1 to 100")
        int attempts,

        @NotBlank(message = Words.FILLED) String onFailure,

        @Default("10s") @DurationMin(nanos = 1, message = Words.POSITIVE)
        Duration timeout,

        @Default("15m") @DurationMin(nanos = 1, message = Words.POSITIVE)
        Duration patience) {}
