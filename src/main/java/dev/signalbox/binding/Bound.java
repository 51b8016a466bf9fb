package dev.signalbox.binding;

import dev.signalbox.item.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What could be made of one submission.
 *
 * @param values what could be bound, by field: the plain classes of {@link dev.signalbox.item.ItemType.Kind}, a
 *     {@code List} of them, and a {@code Map} for a nested object; a field that is missing or unreadable is absent
 * @param payload the item as a JSON object in UTF-8: known fields in the order declared and in their normal form, or as
 *     they came when they could not be bound, then unknown ones by name. The same content gives the same bytes, whatever
 *     its spacing and order; nobody changes the array
 * @param problems what could not be bound
 * @param warnings remarks that change nothing, such as a field the type does not know
 * @param key the values of the process's key fields as the text of a JSON array; null when one is missing, blank or
 *     unreadable, or the process has no key
 */
@SuppressWarnings("ArrayRecordComponent") // made and read by the million: a copy each time would be the larger cost
public record Bound(
        Map<String, Object> values,
        byte[] payload,
        List<Problem> problems,
        List<Problem> warnings,
        @Nullable String key) {}
