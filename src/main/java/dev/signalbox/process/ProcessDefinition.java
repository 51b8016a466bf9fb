package dev.signalbox.process;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A pack's {@code process.yaml}. Every name used in it is declared in it: {@link PackLoader} sees to that.
 *
 * @param process the name in addresses
 * @param title the name for people
 * @param item the fact type declared in the pack's DRL
 * @param key what names an item: the same key is the same item
 * @param timeZone where the day of receipt is today, written {@code time-zone}
 * @param queues by name, in the order written
 * @param quarantine the queue for bad data
 * @param fallback the queue for items no rule matched, or whose rules failed
 * @param outcomes the steps that each outcome carries out, by outcome
 * @param steps automatic steps by name
 * @param reference reference tables by name
 * @param mayBeMissing fields that rules may take as absent, not as unknown, when they are missing, written {@code
 *     may-be-missing}: {@code site}, {@code lines.taxRate}, or a table's column, {@code suppliers.terms}
 * @param values fields of the item that are worked out of others, in the order written
 * @param limits what rules and tables may call by name, as in {@code limits.small}
 */
public record ProcessDefinition(
        @Pattern(regexp = Words.NAME, message = Words.NAME_WORDS)
        String process,

        @NotBlank(message = Words.FILLED) String title,
        @Valid Owner owner,

        @Pattern(regexp = Words.TYPE, message = Words.TYPE_WORDS)
        String item,

        @Default("[]") @Valid KeyDefinition key,
        @Default("{}") @Valid CsvFormat csv,
        @Default("UTC") String timeZone,

        @NotEmpty(message = Words.FILLED)
        Map<@Pattern(regexp = Words.NAME, message = Words.NAME_WORDS) String, @Valid QueueDefinition> queues,

        @Valid Routes routes,
        @NotBlank(message = Words.FILLED) String quarantine,
        @NotBlank(message = Words.FILLED) String fallback,

        @NotEmpty(message = Words.FILLED)
        Map<
                        @Pattern(regexp = Words.OUTCOME, message = Words.OUTCOME_WORDS) String,
                        List<@NotBlank(message = Words.FILLED) String>>
                outcomes,

        @Default("{}")
        Map<@Pattern(regexp = Words.NAME, message = Words.NAME_WORDS) String, @Valid StepDefinition> steps,

        @Default("{}")
        Map<@Pattern(regexp = Words.NAME, message = Words.NAME_WORDS) String, @Valid ReferenceDefinition> reference,

        @Default("[]") List<@NotBlank(message = Words.FILLED) String> mayBeMissing,

        @Default("{}") Map<@Pattern(regexp = Words.LIMIT, message = Words.LIMIT_WORDS) String, Limit> limits,

        @Default("{}") Map<@NotBlank(message = Words.FILLED) String, @NotBlank(message = Words.FILLED) String> values) {

    /** Where the day of receipt is today. */
    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** Who answers for the process. */
    public record Owner(
            @NotBlank(message = Words.FILLED) String name,
            @NotBlank(message = Words.FILLED) String contact) {}
}
