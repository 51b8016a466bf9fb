package dev.signalbox.binding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * JSON to the letter of RFC 8259, in UTF-8, within bounds: no comments, nothing behind the end, no name twice in one object.
 * A byte order mark is passed over.
 */
public final class StrictJson {
    static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(1_000)
                    .maxNameLength(1_000)
                    .maxStringLength(1_000_000)
                    .maxTokenCount(1_000_000)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Names come from outside: interned ones would never be let go.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final ObjectReader TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private StrictJson() {}

    /**
     * The JSON object in a body that no type describes. Its texts may hold a NUL or half a surrogate pair.
     *
     * @throws MalformedBody when the body is not exactly one JSON object, in UTF-8 and within bounds
     */
    public static JsonNode object(byte[] body) throws MalformedBody {
        try (var parser = parser(body)) {
            try {
                parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
                begin(parser);
                JsonNode object = TREES.readTree(parser);
                end(parser);
                return object;
            } catch (JsonProcessingException e) {
                throw malformed(e, parser);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array is always readable
        }
    }

    /** Goes to the start of the object that the body is. */
    static void begin(JsonParser in) throws IOException, MalformedBody {
        var first = in.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new MalformedBody("Expected a JSON object, but " + was(first));
        }
    }

    /** Goes to the end of the body, right behind the object. */
    static void end(JsonParser in) throws IOException, MalformedBody {
        if (in.nextToken() != null) {
            throw new MalformedBody("Expected nothing behind the JSON object, but there is more at "
                    + place(in.currentTokenLocation()));
        }
    }

    private static String was(@Nullable JsonToken first) {
        if (first == null) {
            return "the body is empty";
        }
        return switch (first) {
            case START_ARRAY -> "was an array";
            case VALUE_STRING -> "was a string";
            case VALUE_NULL -> "was null";
            case VALUE_TRUE, VALUE_FALSE -> "was a boolean";
            default -> "was a number";
        };
    }

    /** Whoever reads from it looks for names that are there twice: it does so faster than the parser. */
    static JsonParser parser(byte[] body) throws MalformedBody {
        if (body.length == 0) {
            throw new MalformedBody("Expected a JSON object, but the body is empty");
        }
        if (Utf8.isOtherEncoding(body, body.length)) {
            throw new MalformedBody("Expected JSON in UTF-8, but it looks like UTF-16 or UTF-32");
        }
        int fault = Utf8.firstFault(body);
        if (fault >= 0) {
            throw new MalformedBody(
                    "Expected JSON in UTF-8, but byte %d (0x%02X) is not".formatted(fault + 1, body[fault]));
        }
        int bom = Utf8.bom(body, body.length);
        try {
            return FACTORY.createParser(body, bom, body.length - bom);
        } catch (IOException e) {
            throw new IllegalStateException(e); // an array is always readable
        }
    }

    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    static JsonGenerator generator(Writer out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** @param parser which stands where a bound was broken; such an exception does not say */
    static MalformedBody malformed(JsonProcessingException e, JsonParser parser) {
        var at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return new MalformedBody(
                "Expected well-formed JSON, but at " + place(at) + ": " + JsonWords.of(e.getOriginalMessage()));
    }

    static String place(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
