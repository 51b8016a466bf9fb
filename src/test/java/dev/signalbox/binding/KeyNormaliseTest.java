package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Problem;
import dev.signalbox.process.CsvFormat;
import dev.signalbox.process.KeyDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers that look alike name one item. */
class KeyNormaliseTest {
    private static final CsvFormat CSV = new CsvFormat(Map.of(), List.of(), List.of(""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A-1 ",
                "\tA-1",
                "A-1\u00A0",
                "A-1\u200B",
                "\uFEFFA-1",
                "A-1\u202E",
                "\u3000A-1\u2003",
                "A-1\u00AD",
                "A-1\u2060",
                "A-1\u200E\u200F",
                "A-1\u0085",
                "A-1\u2028",
                "A-1\u3164",
                "A-1\uFE0F",
                "A-1\uDB40\uDC41",
                "A-1\u180E",
                "A-1\u115F",
                "A-1\u2800"
            })
    void signsThatNobodySeesAtTheEndsNameNoOtherItem(String number) throws Exception {
        var plain = json("A-1");
        var other = json(number);
        assertThat(other.key()).isEqualTo(plain.key());
        assertThat(other.meaning()).isEqualTo(plain.meaning());
        assertThat(other.values()).containsEntry("number", "A-1");
        assertThat(other.warnings()).hasSize(1);
        assertThat(csv(number).key()).isEqualTo(plain.key());
        assertThat(csv(number).values()).containsEntry("number", "A-1");
    }

    @ParameterizedTest
    @CsvSource({
        "'A-1\u200B', a zero width space (U+200B) after 'A-1' was removed",
        "'\u00A0A-1', a no-break space (U+00A0) before 'A-1' was removed",
        "' A-1\u202E\uFEFF ', 'a space (U+0020) before and a right-to-left override (U+202E) and a zero width no-break space (U+FEFF) and a space (U+0020) after ''A-1'' was removed'",
        "'cafe\u0301', letters and their marks were composed: 'caf\u00E9' came in parts",
        "'cafe\u0301\u200B', 'a zero width space (U+200B) after ''caf\u00E9'' was removed, and its letters were composed'",
        "'\u200B ', 'holds nothing but a zero width space (U+200B) and a space (U+0020), which was removed'",
        "'A\u200B1', 'there is a zero width space (U+200B) amid ''A\u200B1'': without it, it would be another item'"
    })
    void whatWasChangedIsAWarning(String number, String warning) throws Exception {
        assertThat(json(number).warnings()).containsExactly(new Problem("number", warning.replace("''", "'"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A-1",
                "A 1",
                "caf\u00E9",
                "\u4E2D\u6587",
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                "\uD83D\uDE00"
            })
    void whatNeedsNoChangeIsNoWarning(String number) throws Exception {
        assertThat(json(number).warnings()).isEmpty();
        assertThat(json(number).values()).containsEntry("number", number);
    }

    @Test
    void composedAndDecomposedLettersAreOneItem() throws Exception {
        for (String[] pair : new String[][] {
            {"caf\u00E9", "cafe\u0301"},
            {"\u00C5", "A\u030A"},
            {"\u212B", "\u00C5"},
            {"\uAC00", "\u1100\u1161"},
            {"\u1E69", "s\u0307\u0323"}
        }) {
            assertThat(json(pair[0]).key()).isEqualTo(json(pair[1]).key());
            assertThat(json(pair[0]).meaning()).isEqualTo(json(pair[1]).meaning());
        }
    }

    @Test
    void aKeyOfNothingThatAnybodySeesIsNone() throws Exception {
        assertThat(json("\u200B").key()).isNull();
        assertThat(json("\u200B").values()).containsEntry("number", "");
    }

    @Test
    void casesAreOneOnlyWhenTheProcessSaysSo() throws Exception {
        assertThat(json("inv-\u00E9").key()).isNotEqualTo(json("INV-\u00C9").key());
        var key = new KeyDefinition(List.of("number"), List.of("trim", "nfc", "case"));
        assertThat(json("inv-\u00E9", key).key())
                .isEqualTo(json("INV-E\u0301 ", key).key());
        assertThat(json("inv-1", key).meaning()).isEqualTo(json("INV-1", key).meaning());
        assertThat(json("Stra\u00DFe", key).key())
                .isEqualTo(json("STRASSE", key).key());
        assertThat(json("INV-1", key).values()).containsEntry("number", "INV-1");
        assertThat(json("INV-1", key).warnings()).isEmpty();
    }

    @Test
    void nothingIsNormalisedWhenTheProcessSaysSo() throws Exception {
        var key = new KeyDefinition(List.of("number"), List.of());
        assertThat(json("A-1 ", key).values()).containsEntry("number", "A-1 ");
        assertThat(json("A-1 ", key).key()).isNotEqualTo(json("A-1", key).key());
        assertThat(json("A-1 ", key).warnings()).isEmpty();
    }

    @Test
    void otherFieldsStayAsTheyCame() throws Exception {
        var bound = Things.json("{\"number\":\"A\",\"party\":{\"name\":\"Ann\\u00A0\"}}");
        assertThat(bound.values()).containsEntry("party", Map.of("name", "Ann\u00A0"));
        assertThat(bound.warnings()).isEmpty();
    }

    private static Bound json(String number) throws MalformedBody {
        return json(number, KeyDefinition.of(List.of("number")));
    }

    private static Bound json(String number, KeyDefinition key) throws MalformedBody {
        return new JsonBinder(Things.TYPE, Things.process(key, CSV))
                .bind(("{\"number\":\"" + number.replace("\t", "\\t") + "\",\"count\":1}").getBytes(UTF_8));
    }

    private static Bound csv(String number) throws Exception {
        var rows = CsvRowsTest.open(("number,count\n\"" + number.replace("\u0085", " ") + "\",1\n").getBytes(UTF_8));
        return Objects.requireNonNull(
                new CsvBinder(Things.TYPE, Things.process(KeyDefinition.of(List.of("number")), CSV), rows.head())
                        .bind(rows.next(1))
                        .get(0)
                        .bound());
    }
}
