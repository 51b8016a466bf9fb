package dev.signalbox.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.item.Labels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a correction changed, as people read it: {@code Lines, row 1, tax rate: 0.19 → 19}. */
final class Changes {
    private static final int MOST = 50;
    private static final int LONGEST = 200;
    private static final int MOST_PAIRS = 250_000;

    private final List<String> words = new ArrayList<>();

    private Changes() {}

    /** Each value that differs, in the order of the fields; of many the first, and how many more there are. */
    static List<String> between(ObjectNode before, ObjectNode after) {
        var changes = new Changes();
        changes.objects(before, after, "");
        var words = changes.words;
        return words.size() <= MOST
                ? words
                : java.util.stream.Stream.concat(
                                words.stream().limit(MOST),
                                java.util.stream.Stream.of("and " + (words.size() - MOST) + " more"))
                        .toList();
    }

    private void objects(JsonNode before, JsonNode after, String prefix) {
        var fields = new LinkedHashSet<String>();
        after.fieldNames().forEachRemaining(fields::add);
        before.fieldNames().forEachRemaining(fields::add);
        for (var field : fields) {
            values(before.get(field), after.get(field), prefix.isEmpty() ? field : prefix + "." + field);
        }
    }

    private void values(@Nullable JsonNode before, @Nullable JsonNode after, String path) {
        if (same(before, after)) {
            return;
        }
        if ((before == null || before.isObject()) && (after == null || after.isObject())) {
            objects(orEmpty(before), orEmpty(after), path);
        } else if ((before == null || before.isArray()) && (after == null || after.isArray())) {
            lists(before, after, path);
        } else {
            words.add(Labels.path(path) + ": " + text(before) + " → " + text(after));
        }
    }

    private static JsonNode orEmpty(@Nullable JsonNode object) {
        return object == null ? JsonNodeFactory.instance.objectNode() : object;
    }

    // Rows have no names: which became which is told by the fewest values that differ.
    private void lists(@Nullable JsonNode before, @Nullable JsonNode after, String path) {
        var old = elements(before);
        var now = elements(after);
        if ((long) old.size() * now.size() > MOST_PAIRS) {
            words.add(Labels.path(path) + ": " + old.size() + " rows → " + now.size() + " rows");
            return;
        }
        int[][] costs = costs(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            int here = costs[i][j];
            if (i < old.size() && j < now.size() && here == costs[i + 1][j + 1] + differing(old.get(i), now.get(j))) {
                values(old.get(i), now.get(j), path + "[" + j + "]");
                i++;
                j++;
            } else if (i < old.size() && here == costs[i + 1][j] + size(old.get(i))) {
                words.add(Labels.path(path + "[" + i + "]") + " taken out: " + text(old.get(i)));
                i++;
            } else {
                words.add(Labels.path(path + "[" + j + "]") + " added: " + text(now.get(j)));
                j++;
            }
        }
    }

    /** What the cheapest way costs from each pair of places to the ends. */
    private static int[][] costs(List<JsonNode> old, List<JsonNode> now) {
        var costs = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size(); i >= 0; i--) {
            for (int j = now.size(); j >= 0; j--) {
                int cost = i == old.size() && j == now.size() ? 0 : Integer.MAX_VALUE;
                if (i < old.size() && j < now.size()) {
                    cost = costs[i + 1][j + 1] + differing(old.get(i), now.get(j));
                }
                if (i < old.size()) {
                    cost = Math.min(cost, costs[i + 1][j] + size(old.get(i)));
                }
                if (j < now.size()) {
                    cost = Math.min(cost, costs[i][j + 1] + size(now.get(j)));
                }
                costs[i][j] = cost;
            }
        }
        return costs;
    }

    private static int size(JsonNode row) {
        return Math.max(1, row.size());
    }

    private static int differing(JsonNode one, JsonNode other) {
        if (!one.isObject() || !other.isObject()) {
            return same(one, other) ? 0 : 1;
        }
        var fields = new LinkedHashSet<String>();
        one.fieldNames().forEachRemaining(fields::add);
        other.fieldNames().forEachRemaining(fields::add);
        return (int) fields.stream()
                .filter(field -> !same(one.get(field), other.get(field)))
                .count();
    }

    private static List<JsonNode> elements(@Nullable JsonNode list) {
        var elements = new ArrayList<JsonNode>();
        if (list instanceof ArrayNode array) {
            array.forEach(elements::add);
        }
        return elements;
    }

    private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        boolean none = one == null || one.isNull();
        boolean otherNone = other == null || other.isNull();
        return none == otherNone && (none || String.valueOf(one).equals(String.valueOf(other)));
    }

    private static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "nothing";
        }
        String text;
        if (value.isContainerNode()) {
            var parts = new ArrayList<String>();
            value.forEach(part -> parts.add(text(part)));
            text = String.join(", ", parts);
        } else {
            text = value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
        }
        if (text.isBlank()) {
            return value.isContainerNode() ? "nothing" : "blank";
        }
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
