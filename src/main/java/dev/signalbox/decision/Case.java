package dev.signalbox.decision;

import dev.signalbox.item.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An item as the rules see it.
 *
 * @param values what could be bound, by field: the plain classes of {@link dev.signalbox.item.ItemType.Kind}, a
 *     {@code List} of them, and a {@code Map} for a nested object; a field that is missing or unreadable is absent
 * @param problems what could not be bound
 * @param warnings remarks from binding
 * @param receivedAt the moment that rules and constraints about time are judged by
 */
public record Case(Map<String, Object> values, List<Problem> problems, List<Problem> warnings, Instant receivedAt) {}
