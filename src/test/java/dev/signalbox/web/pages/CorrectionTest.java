package dev.signalbox.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Json;
import dev.signalbox.item.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorrectionTest {
    private static final ItemType LINE = ItemType.of(
            "Line", List.of(new Field("text", Kind.TEXT, false, null), new Field("amount", Kind.DECIMAL, false, null)));
    private static final ItemType SUPPLIER =
            ItemType.of("Supplier", List.of(new Field("name", Kind.TEXT, false, null)));
    private static final ItemType INVOICE = ItemType.of(
            "Invoice",
            List.of(
                    new Field("number", Kind.TEXT, false, null),
                    new Field("total", Kind.DECIMAL, false, null),
                    new Field("paid", Kind.BOOLEAN, false, null),
                    new Field("supplier", Kind.OBJECT, false, SUPPLIER),
                    new Field("tags", Kind.TEXT, true, null),
                    new Field("lines", Kind.OBJECT, true, LINE)));

    private final Stored stored =
            new Stored(json("""
                {"number": "A-1", "total": 10.50, "supplier": {"name": "Ore Ltd", "vat": "X1"}, "tags": ["a", "b"],
                 "lines": [{"text": "coal", "amount": 4.50, "note": "kept"}, {"text": "iron", "amount": 6}]}"""), List.of(new Problem("paid", "expected true or false, but was 'maybe'", "maybe")));

    @Test
    void whatIsSentBackAsItWasIsNoChange() {
        assertThat(changes(Map.of("number", "A-1", "total", "10.50", "paid", "maybe", "lines[0].amount", "4.50")))
                .isEqualTo("{}");
    }

    @Test
    void lineEndsOfTheBrowserAreNoChange() {
        var twoLines = new Stored(json("{\"number\": \"A\\nB\"}"), List.of());
        assertThat(Correction.of(INVOICE, twoLines, Map.of("number", "A\r\nB"), Set.of())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void numbersAreNumbersAndOtherTextStaysTextForBindingToReport() {
        assertThat(changes(Map.of("total", " 12.00 "))).isEqualTo("{\"total\":12.00}");
        assertThat(changes(Map.of("total", "N/A"))).isEqualTo("{\"total\":\"N/A\"}");
        assertThat(changes(Map.of("total", "1e400"))).isEqualTo("{\"total\":\"1e400\"}");
        assertThat(changes(Map.of("total", "007"))).isEqualTo("{\"total\":\"007\"}");
        assertThat(changes(Map.of("paid", "true"))).isEqualTo("{\"paid\":true}");
    }

    @Test
    void anEmptiedFieldIsNull() {
        assertThat(changes(Map.of("number", ""))).isEqualTo("{\"number\":null}");
    }

    @Test
    void aNestedObjectKeepsWhatTheFormDoesNotShow() {
        assertThat(changes(Map.of("supplier.name", "Ore plc")))
                .isEqualTo("{\"supplier\":{\"name\":\"Ore plc\",\"vat\":\"X1\"}}");
    }

    @Test
    void aListIsSentWholeWhenOneOfItsLinesChanged() {
        assertThat(changes(Map.of("lines[1].amount", "7")))
                .isEqualTo("{\"lines\":[{\"text\":\"coal\",\"amount\":4.50,\"note\":\"kept\"},"
                        + "{\"text\":\"iron\",\"amount\":7}]}");
    }

    @Test
    void aLineIsAddedByFillingTheBlankRowAndRemovedByItsMark() {
        assertThat(Correction.of(
                                INVOICE,
                                stored,
                                Map.of("lines[2].text", "zinc", "lines[2].amount", "1", "lines[3].text", ""),
                                Set.of("lines[0]"))
                        .toString())
                .isEqualTo("{\"lines\":[{\"text\":\"iron\",\"amount\":6},{\"text\":\"zinc\",\"amount\":1}]}");
    }

    @Test
    void anUntouchedBlankRowAddsNothing() {
        assertThat(changes(Map.of("lines[2].text", "", "lines[2].amount", " "))).isEqualTo("{}");
    }

    @Test
    void aValueOfAPlainListIsTakenOutByEmptyingIt() {
        assertThat(changes(Map.of("tags[0]", "", "tags[1]", "b", "tags[2]", "c")))
                .isEqualTo("{\"tags\":[\"b\",\"c\"]}");
    }

    private String changes(Map<String, String> typed) {
        return Correction.of(INVOICE, stored, typed, Set.of()).toString();
    }

    private static ObjectNode json(String text) {
        return Json.read(text, ObjectNode.class);
    }
}
