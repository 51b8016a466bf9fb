package dev.signalbox.process;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;

/**
 * A pack's {@code process.yaml}. Every name used in it is declared in it: {@link PackLoader} sees to that.
 *
 * @param process the name in addresses
 * @param title the name for people
 * @param item the fact type declared in the pack's DRL
 * @param key fields that together name an item: the same key is the same item; may be empty
 * @param queues by name, in the order written
 * @param quarantine the queue for bad data
 * @param fallback the queue for items no rule matched, or whose rules failed
 * @param outcomes the steps that each outcome carries out, by outcome
 * @param steps automatic steps by name
 * @param reference reference tables by name
 */
public record ProcessDefinition(
        @NotNull @Pattern(regexp = NAME, message = NAME_WORDS)
        String process,

        @NotBlank String title,
        @NotNull @Valid Owner owner,
        @NotBlank String item,
        @NotNull List<@NotBlank String> key,
        @NotNull @Valid CsvFormat csv,
        @NotEmpty Map<@Pattern(regexp = NAME, message = NAME_WORDS) String, @NotNull @Valid QueueDefinition> queues,
        @NotNull @Valid Routes routes,
        @NotBlank String quarantine,
        @NotBlank String fallback,
        @NotEmpty Map<@NotBlank String, @NotNull List<@NotBlank String>> outcomes,
        @NotNull Map<@Pattern(regexp = NAME, message = NAME_WORDS) String, @NotNull @Valid StepDefinition> steps,

        @NotNull
        Map<@Pattern(regexp = NAME, message = NAME_WORDS) String, @NotNull @Valid ReferenceDefinition> reference) {

    static final String NAME = "[a-z][a-z0-9-]{0,62}";
    static final String NAME_WORDS = "expected lower-case letters, digits and hyphens, starting with a letter";

    /** Who answers for the process. */
    public record Owner(@NotBlank String name, @NotBlank String contact) {}
}
