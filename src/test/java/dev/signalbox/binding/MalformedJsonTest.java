package dev.signalbox.binding;

import static dev.signalbox.binding.Things.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                      | Expected a JSON object, but the body is empty
            `  `                    | Expected a JSON object, but the body is empty
            []                      | Expected a JSON object, but was an array
            [{"a":1}]               | Expected a JSON object, but was an array
            "text"                  | Expected a JSON object, but was a string
            12                      | Expected a JSON object, but was a number
            null                    | Expected a JSON object, but was null
            true                    | Expected a JSON object, but was a boolean
            {} {}                   | Expected nothing behind the JSON object, but there is more at line 1, column 4
            {}]                     | Expected well-formed JSON, but at line 1, column 3
            {}x                     | Expected well-formed JSON, but at line 1, column 3
            {"a":1,"a":2}           | Expected each name once in an object, but 'a' is there again at line 1, column 8
            {"number":"1","number":"1"} | Expected each name once in an object, but 'number' is there again
            {"number":null,"number":"1"} | Expected each name once in an object, but 'number' is there again
            {"x":{"b":1,"b":1}}     | Expected each name once in an object, but 'b' is there again
            {"lines":[{"sku":"1","sku":"2"}]} | Expected each name once in an object, but 'sku' is there again
            {                       | Expected well-formed JSON, but at line 1, column 2: it ends before it is complete
            {"a"                    | Expected well-formed JSON, but at line 1
            {"a":                   | Expected well-formed JSON, but at line 1
            {"a":"                  | Expected well-formed JSON, but at line 1
            {"a":1                  | Expected well-formed JSON, but at line 1
            {"a":1,}                | Expected well-formed JSON, but at line 1
            {"a":[1,]}              | Expected well-formed JSON, but at line 1
            {a:1}                   | Expected well-formed JSON, but at line 1
            {'a':1}                 | Expected well-formed JSON, but at line 1
            {"a":01}                | Expected well-formed JSON, but at line 1
            {"a":+1}                | Expected well-formed JSON, but at line 1
            {"a":.5}                | Expected well-formed JSON, but at line 1
            {"a":1.}                | Expected well-formed JSON, but at line 1
            {"a":NaN}               | Expected well-formed JSON, but at line 1
            {"a":Infinity}          | Expected well-formed JSON, but at line 1
            {"a":tru}               | Expected well-formed JSON, but at line 1
            {"a":"\\x"}             | Expected well-formed JSON, but at line 1
            {"a":"\\u12"}           | Expected well-formed JSON, but at line 1
            {"a":1} // done         | Expected well-formed JSON, but at line 1
            /* a */ {"a":1}         | Expected well-formed JSON, but at line 1
            {"a":"\\u0000"}         | Expected text without NUL, but there is one near line 1, column 6
            {"\\u0000":1}           | Expected text without NUL, but there is one near line 1, column 2
            {"number":"a\\u0000"}   | Expected text without NUL, but there is one near line 1, column 11
            {"a":"\\ud800"}         | Expected whole characters, but there is half a surrogate pair near line 1
            {"a":"\\udc00\\ud800"}  | Expected whole characters, but there is half a surrogate pair near line 1
            {"number":"\\ud83dx"}   | Expected whole characters, but there is half a surrogate pair near line 1
            """)
    void aBodyThatIsNoObjectIsRefusedWithItsPlace(String body, String message) {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> json(body))
                .withMessageStartingWith(message)
                .withMessageNotContainingAny("Source", "Stream", "\n", "com.", "JsonParser", "UNKNOWN");
    }

    static Stream<Arguments> bytes() {
        return Stream.of(
                Arguments.of("{\"a\":\"\0\"}".getBytes(UTF_8), "Expected well-formed JSON, but at line 1, column 7"),
                Arguments.of("{\"a\":\"x\ny\"}".getBytes(UTF_8), "Expected well-formed JSON, but at line 1"),
                Arguments.of("{\"a\":\"\t\"}".getBytes(UTF_8), "Expected well-formed JSON, but at line 1"),
                Arguments.of("{\"a\":1}\0".getBytes(UTF_8), "Expected well-formed JSON, but at line 1"),
                Arguments.of("{\"a\":\"é\"}".getBytes(ISO_8859_1), "Expected JSON in UTF-8, but byte 7 (0xE9) is not"),
                Arguments.of(
                        new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
                        "Expected JSON in UTF-8, but byte 3 (0xC0) is not"),
                Arguments.of(
                        new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
                        "Expected JSON in UTF-8, but byte 3 (0xED) is not"),
                Arguments.of(
                        "{\"a\":1}".getBytes(UTF_16), "Expected JSON in UTF-8, but it looks like UTF-16 or UTF-32"),
                Arguments.of("{\"a\":1}".getBytes(UTF_16LE), "Expected JSON in UTF-8, but it looks like UTF-16"),
                Arguments.of(
                        nested(65),
                        "Expected well-formed JSON, but at line 1, column 322: more than 64 objects and lists stand in one another"),
                Arguments.of(nested(100_000), "Expected well-formed JSON, but at line 1"),
                Arguments.of("[".repeat(100_000).getBytes(UTF_8), "Expected a JSON object, but was an array"),
                Arguments.of(
                        ("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8), "Expected well-formed JSON, but at line 1"),
                Arguments.of(
                        ("{\"amount\":" + "9".repeat(1_001) + "}").getBytes(UTF_8),
                        "Expected well-formed JSON, but at line 1, column 1012: a number has more than 1,000 digits"),
                Arguments.of(
                        ("{\"a\":0." + "9".repeat(100_000) + "}").getBytes(UTF_8), "Expected well-formed JSON, but"),
                Arguments.of(
                        ("{\"a\":\"" + "x".repeat(1_000_001) + "\"}").getBytes(UTF_8),
                        "Expected well-formed JSON, but at line 1"),
                Arguments.of(
                        ("{\"" + "x".repeat(1_001) + "\":1}").getBytes(UTF_8),
                        "Expected well-formed JSON, but at line 1"));
    }

    private static byte[] nested(int depth) {
        return ("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).getBytes(UTF_8);
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void bytesThatAreNoTextOrBreakABoundAreRefused(byte[] body, String message) {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> json(body))
                .withMessageStartingWith(message)
                .withMessageNotContainingAny("Source", "StreamRead", "\n", "com.");
    }

    @Test
    void whatIsWithinTheBoundsIsTaken() throws MalformedBody {
        assertThat(json(nested(64)).payload()).isEqualTo(nested(64));
        assertThat(json("{\"a\":" + "9".repeat(1_000) + "}").warnings()).hasSize(1);
        assertThat(Things.payload(json("{\"a\\u0001\\\"b\":1}"))).isEqualTo("{\"a\\u0001\\\"b\":1}");
    }

    @Property(tries = 2_000)
    void anyBytesBindOrAreRefused(@ForAll byte[] body) {
        bindsOrIsRefused(body);
    }

    @Property(tries = 2_000)
    void anythingLikeJsonBindsTheSameTwiceOrIsRefused(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 12) String key,
            @ForAll @StringLength(max = 20) String text,
            @ForAll double number,
            @ForAll @UniqueElements int[] cuts) {
        var body = ("{\"" + key + "\": \"" + text + "\", \"amount\": " + number + ", \"days\": [\"" + key
                        + "\", {\"x\": [null, true]}]}")
                .getBytes(UTF_8);
        bindsOrIsRefused(body);
        for (int cut : cuts) {
            var broken = body.clone();
            broken[Math.floorMod(cut, body.length)] = (byte) (cut >> 24);
            bindsOrIsRefused(broken);
        }
    }

    private static void bindsOrIsRefused(byte[] body) {
        try {
            var payload = json(body).payload();
            assertThat(json(payload).payload()).isEqualTo(payload);
        } catch (MalformedBody e) {
            assertThat(e).hasMessageStartingWith("Expected ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001e{}",
                "{\"a\":\u001e1}",
                "{\"a\":\"\u001e\"}",
                "{\"a\":1 // x\n}",
                "{\"a\":+1}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":tru}",
                "{\"a\":-Infinity}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{]",
                "{\"a\":[}",
                "{}]",
                "{'a':1}",
                "{\"a\" 1}",
                "{\"a\":1 2}",
                "{\"a\":[1 2]}",
                "{\"a\":\u201cx\u201d}",
                "{\"a\":1;}",
                "{\"a\":"
            })
    void noWordOfTheParserComesThrough(String body) {
        assertThatThrownBy(() -> json(body))
                .isInstanceOf(MalformedBody.class)
                .message()
                .startsWith("Expected well-formed JSON, but at line ")
                .doesNotContainIgnoringCase(
                        "unexpected", "feature", "CTRL-CHAR", "token", "(code", "marker", "allow_", "expecting");
    }
}
