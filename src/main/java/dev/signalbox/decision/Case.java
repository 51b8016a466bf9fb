package dev.signalbox.decision;

import dev.signalbox.item.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item as the rules see it.
 *
 * @param values what could be bound, by field: the plain classes of {@link dev.signalbox.item.ItemType.Kind}, a
 *     {@code List} of them, and a {@code Map} for a nested object; a field that is missing or unreadable is absent
 * @param problems what could not be bound
 * @param warnings remarks from binding
 * @param receivedAt the moment that rules and constraints about time are judged by
 * @param sender who sent it; null when nobody did, as for a trial. No rule sees it
 */
public record Case(
        Map<String, Object> values,
        List<Problem> problems,
        List<Problem> warnings,
        Instant receivedAt,
        @Nullable String sender) {

    /** Of nobody in particular. */
    public Case(Map<String, Object> values, List<Problem> problems, List<Problem> warnings, Instant receivedAt) {
        this(values, problems, warnings, receivedAt, null);
    }
}
