package dev.signalbox.web.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed, as JSON of the fields that changed. A list or nested object is sent whole when anything in it
 * changed. Text that is no number where one is expected is sent as text: binding says what is wrong with it.
 */
public final class Correction {
    // No exponent: nobody means 1e400 in a form.
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,100})?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Stored stored;
    private final Map<String, String> typed;
    private final Set<String> removed;
    private final Map<String, String> rows = new HashMap<>();

    private Correction(Stored stored, Map<String, String> typed, Set<String> removed) {
        this.stored = stored;
        this.typed = typed;
        this.removed = removed;
    }

    /**
     * The changed fields as a JSON object, empty when nothing changed.
     *
     * @param typed the text of each input, by path
     * @param removed paths of list elements to take out
     */
    public static ObjectNode of(ItemType type, Stored stored, Map<String, String> typed, Set<String> removed) {
        return new Correction(stored, typed, removed).changes(type, stored.payload(), "");
    }

    /** Where the rows of the corrected lists stand in the form. */
    public static Rows rows(ItemType type, Stored stored, Map<String, String> typed, Set<String> removed) {
        var correction = new Correction(stored, typed, removed);
        correction.changes(type, stored.payload(), "");
        return new Rows(correction.rows);
    }

    /**
     * Rows that were taken out let those after them move up.
     *
     * @param places by a list's path in the form and the place in the corrected list, the element's path in the form
     */
    public record Rows(Map<String, String> places) {
        /** The path in the form of what has this path in the corrected item. */
        public String typed(String path) {
            var typed = new StringBuilder();
            int from = 0;
            for (int at = path.indexOf(']'); at >= 0; at = path.indexOf(']', from)) {
                var element = typed + path.substring(from, at + 1);
                typed.setLength(0);
                typed.append(places.getOrDefault(element, element));
                from = at + 1;
            }
            return typed.append(path.substring(from)).toString();
        }
    }

    private ObjectNode changes(ItemType type, @Nullable JsonNode object, String prefix) {
        var changes = NODES.objectNode();
        for (Field field : type.fields().values()) {
            var path = prefix.isEmpty() ? field.name() : prefix + "." + field.name();
            var node = object == null ? null : object.get(field.name());
            var changed = field.list() ? list(field, node, path) : single(field, node, path);
            if (changed != null) {
                changes.set(field.name(), changed);
            }
        }
        return changes;
    }

    private @Nullable JsonNode single(Field field, @Nullable JsonNode node, String path) {
        if (field.nested() == null) {
            var text = typed.get(path);
            return text == null || Stored.same(text, stored.text(path, node)) ? null : value(field.kind(), text);
        }
        var changes = changes(field.nested(), node, path);
        return changes.isEmpty() ? null : over(node, changes);
    }

    private @Nullable JsonNode list(Field field, @Nullable JsonNode node, String path) {
        int size = node != null && node.isArray() ? node.size() : 0;
        var list = NODES.arrayNode();
        boolean changed = false;
        for (int i = 0; i < size || posted(path + "[" + i + "]"); i++) {
            var element = path + "[" + i + "]";
            var old = i < size && node != null ? node.get(i) : null;
            if (removed.contains(element)) {
                changed |= old != null;
                continue;
            }
            int place = list.size();
            changed |= element(field, old, element, list);
            if (list.size() > place) {
                rows.put(path + "[" + place + "]", element);
            }
        }
        return changed ? list : null;
    }

    /** Adds one element to the new list; whether it differs from the old one. */
    private boolean element(Field field, @Nullable JsonNode old, String path, ArrayNode list) {
        var change = single(new Field("", field.kind(), false, field.nested()), old, path);
        if (old == null && change == null) {
            return false;
        }
        if (change != null && !(field.nested() == null && change.isNull())) {
            list.add(change);
        } else if (change == null && old != null) {
            list.add(old);
        }
        return change != null;
    }

    private static JsonNode over(@Nullable JsonNode old, ObjectNode changes) {
        return old instanceof ObjectNode object ? object.deepCopy().setAll(changes) : changes;
    }

    private boolean posted(String path) {
        return typed.containsKey(path) || typed.keySet().stream().anyMatch(p -> p.startsWith(path + "."));
    }

    private static JsonNode value(Kind kind, String text) {
        var value = text.replace("\r\n", "\n").strip();
        if (value.isEmpty()) {
            return NullNode.instance;
        }
        return switch (kind) {
            case INTEGER, DECIMAL ->
                NUMBER.matcher(value).matches() ? DecimalNode.valueOf(new BigDecimal(value)) : TextNode.valueOf(value);
            case BOOLEAN ->
                value.equals("true") || value.equals("false")
                        ? BooleanNode.valueOf(value.equals("true"))
                        : TextNode.valueOf(value);
            case TEXT, DATE, DATE_TIME, INSTANT, OBJECT -> TextNode.valueOf(value);
        };
    }
}
