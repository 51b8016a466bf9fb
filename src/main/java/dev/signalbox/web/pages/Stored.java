package dev.signalbox.web.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.item.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item's data as it is stored: the payload, and what came where nothing could be read. */
public record Stored(ObjectNode payload, List<Problem> problems) {

    List<Problem> problems(String path) {
        return problems.stream().filter(p -> p.field().equals(path)).toList();
    }

    /** A value as text: what was bound, or else the text that came and could not be read, or nothing. */
    String text(String path, @Nullable JsonNode node) {
        if (node != null && !node.isNull()) {
            return text(node);
        }
        return problems.stream()
                .filter(p -> p.field().equals(path) && p.value() != null)
                .map(p -> String.valueOf(p.value()))
                .findFirst()
                .orElse("");
    }

    public static String text(JsonNode node) {
        if (node.isNull()) {
            return "";
        }
        if (node.isContainerNode()) {
            return node.toString();
        }
        return node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asText();
    }

    /** Whether a form sent back what it was given: browsers write line ends as CR LF. */
    static boolean same(String posted, String shown) {
        return posted.replace("\r\n", "\n")
                .strip()
                .equals(shown.replace("\r\n", "\n").strip());
    }
}
