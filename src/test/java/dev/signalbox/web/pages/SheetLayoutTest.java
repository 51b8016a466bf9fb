package dev.signalbox.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Problem;
import dev.signalbox.web.pages.Sheet.Table;
import dev.signalbox.web.pages.Sheet.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SheetLayoutTest {
    private static final ItemType LINE = ItemType.of("Line", List.of(new Field("amount", Kind.DECIMAL, false, null)));
    private static final ItemType INVOICE = ItemType.of(
            "Invoice",
            List.of(
                    new Field("number", Kind.TEXT, false, null),
                    new Field("total", Kind.DECIMAL, false, null),
                    new Field("lines", Kind.OBJECT, true, LINE)));

    private static final SheetLayout.Rows FIRST = new SheetLayout.Rows(0, "/items/I");

    @Test
    void fieldsStandInTheOrderDeclaredWhateverThePayloadsOrder() {
        var payload = payload().put("total", 3).put("number", "A-1");
        assertThat(layout(payload).parts().stream().map(p -> p instanceof Value v ? v.label() : "table"))
                .containsExactly("Number", "Total", "table");
    }

    @Test
    void aProblemStandsBesideItsFieldWithTheTextThatCame() {
        var total = (Value) layout(payload(), new Problem("total", "expected a decimal number, but was 'N/A'", "N/A"))
                .parts()
                .get(1);
        assertThat(total.text()).isEqualTo("N/A");
        assertThat(total.problems()).containsExactly("expected a decimal number, but was 'N/A'");
    }

    @Test
    void aProblemInAListStandsInItsCell() {
        var payload = payload();
        payload.putArray("lines").addObject().put("amount", -1);
        var sheet = layout(payload, new Problem("lines[0].amount", "must not be negative", "-1"));
        var table = (Table) sheet.parts().get(2);
        assertThat(table.rows().get(0).cells().get(0).problems()).containsExactly("must not be negative");
        assertThat(table.blank().path()).isEqualTo("lines[1]");
        assertThat(sheet.problems()).isEmpty();
    }

    @Test
    void aProblemOfNoFieldShownIsToldForTheWholeItem() {
        assertThat(layout(payload(), new Problem("", "is torn", null), new Problem("gone", "must not be blank", null))
                        .problems())
                .containsExactly("is torn", "gone must not be blank");
    }

    @Test
    void whatSomebodyTypedStandsOverWhatIsStored() {
        var sheet = SheetLayout.of(
                INVOICE,
                new Stored(payload().put("number", "A-1"), List.of()),
                Set.of(),
                Map.of("number", "A-2", "lines[0].amount", "5"),
                Set.of(),
                FIRST);
        var number = (Value) sheet.parts().get(0);
        assertThat(number.text()).isEqualTo("A-2");
        assertThat(number.came()).isEqualTo("A-1");
        assertThat(((Table) sheet.parts().get(2)).rows()).hasSize(1);
    }

    @Test
    void fieldsTheTypeDoesNotKnowAreShownApart() {
        assertThat(layout(payload().put("airportCode", "HPN")).extras())
                .extracting(Value::label, Value::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Airport code", "HPN"));
    }

    @Test
    void ofALongListAHundredRowsAreShownAndThoseAtFaultAndTheOthersAreALinkAway() {
        var payload = payload();
        var lines = payload.putArray("lines");
        for (int i = 0; i < 100_000; i++) {
            lines.addObject().put("amount", i);
        }
        var table = (Table) layout(payload, new Problem("lines[70000].amount", "must not be negative", "-1"))
                .parts()
                .get(2);
        assertThat(table.rows()).hasSize(101);
        assertThat(table.rows().get(100).number()).isEqualTo(70_001);
        assertThat(table.all()).isEqualTo(100_000);
        assertThat(table.more()).isEqualTo("/items/I?from=100#f-lines");
        assertThat(table.blank().path()).isEqualTo("lines[100000]");
        var stored = new Stored(payload, List.of());
        var last =
                SheetLayout.of(INVOICE, stored, Set.of(), Map.of(), Set.of(), new SheetLayout.Rows(99_950, "/items/I"));
        assertThat(((Table) last.parts().get(2)).rows()).hasSize(50);
        assertThat(((Table) last.parts().get(2)).more()).isEqualTo("/items/I?from=0#f-lines");
        var beyond = SheetLayout.of(
                INVOICE, stored, Set.of(), Map.of(), Set.of(), new SheetLayout.Rows(999_999_999, "/items/I"));
        assertThat(((Table) beyond.parts().get(2)).rows()).hasSize(1);
        // What a form does not show stays as it is.
        assertThat(Correction.of(INVOICE, stored, Map.of("lines[5].amount", "7"), Set.of())
                        .get("lines"))
                .hasSize(100_000);
    }

    @Test
    void aShortListHasNoLink() {
        var payload = payload();
        payload.putArray("lines").addObject().put("amount", 1);
        assertThat(((Table) layout(payload).parts().get(2)).more()).isNull();
    }

    @Test
    void whatNoRuleUsesIsCut() {
        assertThat(layout(payload().put("remark", "x".repeat(100_000)))
                        .extras()
                        .get(0)
                        .text())
                .hasSize(5_001);
    }

    private static Sheet layout(ObjectNode payload, Problem... problems) {
        return SheetLayout.of(INVOICE, new Stored(payload, List.of(problems)), Set.of(), Map.of(), Set.of(), FIRST);
    }

    private static ObjectNode payload() {
        return JsonNodeFactory.instance.objectNode();
    }
}
