package dev.signalbox.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.item.Json;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An object put together from values by their paths, such as {@code lines[0].amount}. */
final class Nested {
    private static final Pattern PART = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private final ObjectNode root;

    Nested() {
        this.root = Json.MAPPER.createObjectNode();
    }

    /** @param json an object, known to be well-formed */
    Nested(String json) {
        this.root = Json.read(json, ObjectNode.class);
    }

    /** @throws IllegalArgumentException when a list would get a hole, or the object has something else there */
    void put(String path, String value) {
        var parts = PART.matcher(path).results().toList();
        JsonNode at = root;
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            boolean listNext = !last && parts.get(i + 1).group(2) != null;
            JsonNode next = last
                    ? Json.MAPPER.getNodeFactory().textNode(value)
                    : listNext ? Json.MAPPER.createArrayNode() : Json.MAPPER.createObjectNode();
            at = step(at, parts.get(i), next, last);
        }
    }

    private static JsonNode step(JsonNode at, MatchResult part, JsonNode next, boolean replace) {
        if (at instanceof ObjectNode object && part.group(1) != null) {
            JsonNode there = object.get(part.group(1));
            if (there != null && !there.isNull() && !replace) {
                return there;
            }
            object.set(part.group(1), next);
            return next;
        }
        if (at instanceof ArrayNode list && part.group(2) != null) {
            int index = Integer.parseInt(part.group(2));
            if (index > list.size()) {
                throw new IllegalArgumentException(
                        "Expected [" + list.size() + "] before [" + index + "], but it has no value");
            }
            if (index < list.size() && !replace) {
                return list.get(index);
            }
            if (index < list.size()) {
                list.set(index, next);
            } else {
                list.add(next);
            }
            return next;
        }
        throw new IllegalArgumentException(
                "Expected a path into the object of the column json, but it has something else" + " there");
    }

    byte[] json() {
        return Json.bytes(root);
    }
}
