package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.binding.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Strict reading of the JSON object in a request's body. Vert.x's own JSON is too lenient for what strangers send. */
final class RequestJson {
    private RequestJson() {}

    /** @throws Refusal when the body is no JSON object in UTF-8, or is not strict */
    static JsonNode object(byte[] body) {
        JsonNode node;
        try {
            node = StrictJson.object(body);
        } catch (MalformedBody e) {
            throw malformed(e.getMessage());
        }
        if (holdsUnstorable(node)) {
            throw malformed("Expected text that can be stored, but the body holds a NUL or half of a surrogate pair");
        }
        return node;
    }

    /** @throws Refusal when there is more than nothing or an empty object, for it would be passed over */
    static void requireNone(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8).strip();
        if (!text.isEmpty() && !text.equals("{}")) {
            throw new Refusal(
                    ProblemKind.SUPERFLUOUS,
                    "Expected no body, because the address and " + Actor.HEADER + " say it all, but was '"
                            + Words.shown(text) + "'");
        }
    }

    /** As in "a JSON array". */
    static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static boolean holdsUnstorable(JsonNode node) {
        if (node.isTextual()) {
            return isUnstorable(node.textValue());
        }
        if (node.isObject()) {
            for (var property : node.properties()) {
                if (isUnstorable(property.getKey()) || holdsUnstorable(property.getValue())) {
                    return true;
                }
            }
        } else {
            for (var element : node) {
                if (holdsUnstorable(element)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isUnstorable(String text) {
        return text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Refusal malformed(String detail) {
        return new Refusal(ProblemKind.MALFORMED_BODY, detail);
    }
}
