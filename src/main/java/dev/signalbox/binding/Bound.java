package dev.signalbox.binding;

import dev.signalbox.item.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What could be made of one submission. */
public final class Bound {
    private final Draft item;
    private final Map<String, Object> values;
    private final List<Problem> problems;
    private final List<Problem> warnings;
    private final @Nullable KeyFields keyFields;
    private @Nullable String key;
    private byte @Nullable [] payload;

    Bound(Draft item, List<Problem> problems, List<Problem> warnings, @Nullable KeyFields keyFields) {
        this.item = item;
        this.values = item.bound();
        this.problems = problems;
        this.warnings = warnings;
        this.keyFields = keyFields;
    }

    /**
     * What could be bound, by field: the plain classes of {@link dev.signalbox.item.ItemType.Kind}, a {@code List} of
     * them, and a {@code Map} for a nested object; a field that is missing or unreadable is absent.
     */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * The item as a JSON object in UTF-8: known fields in the order declared and in their normal form, or as they came when
     * they could not be bound, then unknown ones by name. The same content gives the same bytes, whatever its spacing and
     * order; nobody changes the array. Written when first asked for.
     */
    public byte[] payload() {
        byte[] written = payload;
        if (written == null) {
            written = Canonical.json(item);
            payload = written;
        }
        return written;
    }

    /**
     * What the item means: alike for two bodies exactly when they say the same, however they spell it. Made anew by each
     * call.
     */
    public byte[] meaning() {
        return Meaning.of(keyFields == null ? item : keyFields.compared(item));
    }

    /** What could not be bound. */
    public List<Problem> problems() {
        return problems;
    }

    /** Remarks that change nothing, such as a field the type does not know. */
    public List<Problem> warnings() {
        return warnings;
    }

    /**
     * The values of the process's key fields as the text of a JSON array; null when one is missing, blank or unreadable, or
     * the process has no key. Written when first asked for.
     */
    public @Nullable String key() {
        if (key == null && keyFields != null) {
            key = keyFields.of(item);
        }
        return key;
    }

    /** The value of a field that the type does not know, or else of one that it knows, as text; null when there is none. */
    public @Nullable String text(String field) {
        Object unknown = item.unknown().get(field);
        if (unknown != null && unknown != JsonTree.NULL) {
            return JsonTree.text(unknown);
        }
        return values.containsKey(field) ? Objects.toString(values.get(field)) : null;
    }
}
