package dev.signalbox.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Strict reading of the JSON object in a request's body. Vert.x's own JSON is too lenient for what strangers send. */
final class RequestJson {
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(1_000)
                            .maxNameLength(1_000)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Names come from outside: interned ones would never be let go.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private RequestJson() {}

    /** @throws Refusal when the body is no JSON object in UTF-8, or is not strict */
    static JsonNode object(byte[] body) {
        if (body.length == 0) {
            throw malformed("Expected a JSON object, but the body is empty");
        }
        var node = parsed(decoded(body));
        if (!node.isObject()) {
            throw malformed("Expected a JSON object, but the body is "
                    + (node.isMissingNode() ? "empty" : "a JSON " + kind(node)));
        }
        if (holdsUnstorable(node)) {
            throw malformed("Expected text that can be stored, but the body holds a NUL or half of a surrogate pair");
        }
        return node;
    }

    private static String decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("Expected JSON in UTF-8, but the body holds bytes that are not UTF-8");
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String said = e.getOriginalMessage().lines().findFirst().orElse("it is broken");
            throw malformed("Expected strict JSON, but at line " + at.getLineNr() + ", column " + at.getColumnNr()
                    + ": " + said);
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
