package dev.signalbox.binding;

import static dev.signalbox.binding.Things.json;
import static dev.signalbox.binding.Things.payload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.item.Problem;
import dev.signalbox.process.CsvFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBinderTest {

    @Test
    void eachKindBindsToItsPlainValue() throws MalformedBody {
        var bound = json("""
                {"number": "A-1", "count": 12, "amount": 12.50, "urgent": true, "day": "2026-02-28",
                 "time": "2026-02-28T13:45", "moment": "2026-02-28T13:45:00+01:00", "party": {"name": "Ann"},
                 "lines": [{"sku": "x", "amount": 1, "tags": ["a", "b"]}, {}], "days": ["2026-01-01"]}
                """);
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.warnings()).isEmpty();
        assertThat(bound.values())
                .isEqualTo(Map.of(
                        "number", "A-1",
                        "count", 12L,
                        "amount", new BigDecimal("12.50"),
                        "urgent", true,
                        "day", LocalDate.of(2026, 2, 28),
                        "time", LocalDateTime.of(2026, 2, 28, 13, 45),
                        "moment", Instant.parse("2026-02-28T12:45:00Z"),
                        "party", Map.of("name", "Ann"),
                        "lines",
                                List.of(
                                        Map.of("sku", "x", "amount", BigDecimal.ONE, "tags", List.of("a", "b")),
                                        Map.of()),
                        "days", List.of(LocalDate.of(2026, 1, 1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            count  | 3.0                      | 3
            count  | 1e3                      | 1000
            count  | "7"                      | 7
            count  | "-7.00"                  | -7
            count  | 9223372036854775807      | 9223372036854775807
            count  | -9223372036854775808     | -9223372036854775808
            amount | "12.50"                  | 12.50
            amount | -0.0                     | 0.0
            amount | 1.5E3                    | 1500
            amount | 0e99999                  | 0
            amount | 12345678901234567890123456789012345678 | 12345678901234567890123456789012345678
            urgent | "true"                   | true
            urgent | "false"                  | false
            day    | "2024-02-29"             | "2024-02-29"
            day    | "0001-01-01"             | "0001-01-01"
            time   | "2026-02-28T13:45:30.25" | "2026-02-28T13:45:30.250"
            moment | "2026-02-28T13:45:00+0100" | "2026-02-28T12:45:00Z"
            moment | "2026-02-28T13:45:00-0130" | "2026-02-28T15:15:00Z"
            moment | "2026-02-28T13:45:00+01" | "2026-02-28T12:45:00Z"
            moment | "2026-02-28 13:45:00 +01:00" | "2026-02-28T12:45:00Z"
            moment | "2026-02-28 13:45:00Z"   | "2026-02-28T13:45:00Z"
            moment | "2026-02-28t13:45:00z"   | "2026-02-28T13:45:00Z"
            moment | "2026-02-28T13:45Z"      | "2026-02-28T13:45:00Z"
            moment | "2026-02-28T13:45:00,5Z" | "2026-02-28T13:45:00.500Z"
            time   | "2026-02-28 13:45"       | "2026-02-28T13:45"
            time   | "2026-02-28t13:45:01"    | "2026-02-28T13:45:01"
            moment | "2026-02-28T13:45:00Z"   | "2026-02-28T13:45:00Z"
            number | ""                       | ""
            number | "a\\u00e9\\t\\ud83d\\ude00" | "aé\\t😀"
            """)
    void whatLosesNothingBinds(String field, String value, String normal) throws MalformedBody {
        var bound = json("{\"%s\": %s}".formatted(field, value));
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.values()).containsOnlyKeys(field);
        assertThat(payload(bound)).isEqualTo("{\"%s\":%s}", field, normal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            number | 12                     | expected text, but was 12
            number | true                   | expected text, but was true
            number | ["a"]                  | expected text, but was a list
            number | {"a": 1}               | expected text, but was an object
            count  | 3.5                    | expected a whole number, but was 3.5
            count  | "3.5"                  | expected a whole number, but was '3.5'
            count  | 9223372036854775808    | expected a whole number from -9223372036854775808 to 9223372036854775807, but was 9223372036854775808
            count  | 1e400                  | expected a whole number from -9223372036854775808 to 9223372036854775807, but was 1e400
            count  | "many"                 | expected a whole number, but was 'many'
            amount | "N/A"                  | expected a decimal number, but was 'N/A'
            amount | ""                     | expected a decimal number, but was ''
            amount | " 1"                   | expected a decimal number, but was ' 1'
            amount | "+1"                   | expected a decimal number, but was '+1'
            amount | "1,000"                | expected a decimal number, but was '1,000'
            amount | "٣"                    | expected a decimal number, but was '٣'
            amount | "NaN"                  | expected a decimal number, but was 'NaN'
            amount | 1e400                  | expected a decimal number of at most 38 digits, but was 1e400
            amount | "1e400"                | expected a decimal number of at most 38 digits, but was '1e400'
            amount | 1e999999999            | expected a decimal number of at most 38 digits, but was 1e999999999
            amount | 1e-999999999           | expected a decimal number of at most 38 digits, but was 1e-999999999
            amount | 1e99999999999999999999 | expected a decimal number of at most 38 digits, but was 1e99999999999999999999
            amount | 123456789012345678901234567890123456789 | expected a decimal number of at most 38 digits, but was 123456789012345678901234567890123456789
            amount | false                  | expected a decimal number, but was false
            urgent | "yes"                  | expected true or false, but was 'yes'
            urgent | 1                      | expected true or false, but was 1
            day    | "2026-02-29"           | expected a date, but was '2026-02-29'
            day    | "28.02.2026"           | expected a date, but was '28.02.2026'
            day    | "2026-02-28T00:00"     | expected a date, but was '2026-02-28T00:00'
            day    | "0000-01-01"           | expected a date, but was '0000-01-01'
            day    | 20260228               | expected a date, but was 20260228
            time   | "2026-02-28"           | expected a date and time, but was '2026-02-28'
            time   | "2026-02-28T25:00"     | expected a date and time, but was '2026-02-28T25:00'
            time   | "2026-02-28T13:45Z"    | expected a date and time, but was '2026-02-28T13:45Z'
            moment | "2026-02-28T13:45:00 UTC" | expected a moment with its time zone as Z or an offset such as +01:00, not by its name, but was '2026-02-28T13:45:00 UTC'
            moment | "2026-02-28T13:45:00[Europe/Vienna]" | expected a moment with its time zone as Z or an offset such as +01:00, not by its name, but was '2026-02-28T13:45:00[Europe/Vienna]'
            moment | "2026-02-28T25:45:00Z" | expected a moment with its time zone such as 2014-12-31T09:30:00+01:00, but was '2026-02-28T25:45:00Z'
            moment | "2026-02-28T13:45:00+99:00" | expected a moment with its time zone such as 2014-12-31T09:30:00+01:00, but was '2026-02-28T13:45:00+99:00'
            moment | "2026-02-28T13.45Z" | expected a moment with its time zone such as 2014-12-31T09:30:00+01:00, but was '2026-02-28T13.45Z'
            moment | "2026-02-28T13:45"     | expected a moment with its time zone, but was '2026-02-28T13:45'
            moment | "0001-01-01T00:00+01:00" | expected a moment with its time zone, but was '0001-01-01T00:00+01:00'
            party  | "Ann"                  | expected an object, but was 'Ann'
            party  | []                     | expected an object, but was a list
            lines  | {}                     | expected a list, but was an object
            lines  | 5                      | expected a list, but was 5
            """)
    void whatDoesNotFitIsAProblemAndIsKept(String field, String value, String message) throws MalformedBody {
        var bound = json("{\"%s\": %s}".formatted(field, value));
        assertThat(bound.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.value())
                    .isEqualTo(value.replace("\"", value.startsWith("\"") ? "" : "\"")
                            .replace(": ", ":"));
        });
        assertThat(bound.values()).isEmpty();
        assertThat(payload(bound)).isEqualTo("{\"%s\":%s}", field, value.replace(": ", ":"));
    }

    @Test
    void aProblemNamesItsPlaceInNestedData() throws MalformedBody {
        var bound = json("""
                {"party": {"name": 1}, "lines": [{}, {"amount": "x"}, 7], "days": ["2026-01-01", null]}
                """);
        assertThat(bound.problems())
                .containsExactly(
                        new Problem("party.name", "expected text, but was 1", "1"),
                        new Problem("lines[1].amount", "expected a decimal number, but was 'x'", "x"),
                        new Problem("lines[2]", "expected an object, but was 7", "7"),
                        new Problem("days[1]", "expected a date, but was null", "null"));
        assertThat(bound.values()).isEqualTo(Map.of("party", Map.of()));
        assertThat(payload(bound))
                .isEqualTo(
                        "{\"party\":{\"name\":1},\"lines\":[{},{\"amount\":\"x\"},7],\"days\":[\"2026-01-01\",null]}");
    }

    @Test
    void anUnknownFieldIsKeptWithAWarning() throws MalformedBody {
        var bound = json("""
                {"zebra": {"b": 1.10, "a": [1e400, null, true]}, "colour": "red", "Amount_": 1, "number": "1",
                 "lines": [{"skuu": 1}]}
                """);
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.warnings())
                .containsExactly(
                        new Problem("zebra", "is not a field of Thing", "{\"a\":[1e400,null,true],\"b\":1.10}"),
                        new Problem("colour", "is not a field of Thing", "red"),
                        new Problem("Amount_", "is not a field of Thing; did you mean 'amount'?", "1"),
                        new Problem("lines[0].skuu", "is not a field of Line; did you mean 'sku'?", "1"));
        assertThat(payload(bound))
                .isEqualTo("{\"number\":\"1\",\"lines\":[{\"skuu\":1}],\"Amount_\":1,\"colour\":\"red\","
                        + "\"zebra\":{\"a\":[1e400,null,true],\"b\":1.10}}");
    }

    @Test
    void theSameContentGivesTheSameBytes() throws MalformedBody {
        var one = json("{\"number\":\"\\u0041\",\"amount\":1.50,\"x\":{\"a\":1,\"b\":2},\"count\":3,\"day\":null}");
        var other = json(
                "\uFEFF \r\n{ \"count\" : 3.0, \"x\": {\"b\":2, \"a\":1}, \"amount\": \"1.50\", \"number\": \"A\" } ");
        assertThat(other.payload()).isEqualTo(one.payload());
        assertThat(json(one.payload()).payload()).isEqualTo(one.payload());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "number": "A\\"1"                 | ["A\\"1"]
            "number": "A", "amount": 12.50    | ["A",12.5]
            "number": "A", "day": "2026-01-01", "amount": 1e2 | ["A",100,"2026-01-01"]
            "number": "  "                    | none
            "number": null                    | none
            "number": 12                      | none
            "count": 1                        | none
            """)
    void theKeyIsThereWhenAllItsFieldsAre(String fields, String key) throws MalformedBody {
        var names = fields.contains("day")
                ? List.of("number", "amount", "day")
                : fields.contains("amount") ? List.of("number", "amount") : List.of("number");
        var process = Things.process(names, new CsvFormat(Map.of(), List.of(), List.of()));
        var bound = new JsonBinder(Things.TYPE, process)
                .bind(("{" + fields + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(bound.key()).isEqualTo(key);
    }

    @Test
    void aKeyFieldMustHoldOneValue() {
        var process = Things.process(List.of("lines"), new CsvFormat(Map.of(), List.of(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JsonBinder(Things.TYPE, process))
                .withMessageContaining("'lines'");
    }

    @Test
    void aThousandFaultsAreCountedAndAHundredListed() throws MalformedBody {
        var body = new StringBuilder("{\"days\":[0");
        for (int i = 1; i < 1_000; i++) {
            body.append(",").append(i);
        }
        var problems = json(body.append("]}").toString()).problems();
        assertThat(problems).hasSize(101);
        assertThat(problems.get(100)).isEqualTo(new Problem("", "has 900 more such findings, not listed", null));
    }

    @Test
    void aLongValueIsCutInAProblemAndWholeInThePayload() throws MalformedBody {
        var value = "😀".repeat(500);
        var bound = json("{\"amount\":\"" + value + "\"}");
        var problem = bound.problems().get(0);
        assertThat(problem.value()).hasSizeLessThan(210).endsWith("😀…");
        assertThat(problem.message()).hasSizeLessThan(120);
        assertThat(payload(bound)).isEqualTo("{\"amount\":\"" + value + "\"}");
    }

    @Test
    void aListThatIsTooLongIsAProblemThatNoRuleSeesAndIsKept() throws MalformedBody {
        assertThat(json("{\"lines\": [" + "{},".repeat(9_999) + "{}]}").problems())
                .isEmpty();
        for (var body : List.of(
                "{\"lines\": [" + "{},".repeat(10_000) + "{}]}",
                "{\"days\": [" + "\"2026-01-01\",".repeat(10_000) + "\"2026-01-01\"]}",
                "{\"lines\": [{\"tags\": [" + "\"x\",".repeat(10_000) + "\"x\"]}]}",
                "{\"lines\": [" + "{},".repeat(9_000) + "{}], \"days\": [" + "\"2026-01-01\",".repeat(2_000)
                        + "\"2026-01-01\"]}",
                "{\"lines\": [" + "{},".repeat(100_000) + "{}]}")) {
            var bound = json(body);
            assertThat(bound.problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.message()
                            .matches("expected at most 10000 elements in all lists of an item, but there are \\d+ with"
                                    + " these: send it in parts"));
            assertThat(new String(bound.payload(), UTF_8))
                    .isEqualTo(body.replace(": ", ":").replace(", ", ","));
        }
        var bound = json("{\"number\": \"A\", \"lines\": [" + "{},".repeat(10_000) + "{}]}");
        assertThat(bound.values()).isEqualTo(Map.of("number", "A"));
        assertThat(bound.problems()).extracting(Problem::field).containsExactly("lines");
    }

    @Test
    void elementsThatAreAllAtFaultAreCountedToo() throws MalformedBody {
        var bound = json("{\"lines\": [" + "7,".repeat(20_000) + "7]}");
        assertThat(bound.problems()).hasSize(101);
        assertThat(bound.values()).isEmpty();
    }
}
