package dev.signalbox.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.decision.Case;
import dev.signalbox.item.Json;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One item of the past. Exactly one of the last two is there.
 *
 * @param key gives the values of the process's key fields as a JSON array, or the id of a stored item; null when it has none
 * @param row 1 for the first
 * @param place where it stands, as people find it: its line, or its id
 * @param truth what people decided, in their words; null when that is not known
 * @param refused why it is no item
 */
public record PastItem(
        Supplier<@Nullable String> key,
        long row,
        String place,
        @Nullable String truth,
        @Nullable Case facts,
        @Nullable String refused) {

    /** What people call it: its key, or its row. */
    public String label() {
        String name = key.get();
        return name == null ? "row " + row : name.startsWith("[") ? words(name) : name;
    }

    /** The values of a key, which is a JSON array, as people write them. */
    private static String words(String key) {
        var words = new ArrayList<String>();
        Json.read(key, JsonNode.class).forEach(value -> words.add(value.asText()));
        return String.join(", ", words);
    }
}
