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
                Set.of());
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

    private static Sheet layout(ObjectNode payload, Problem... problems) {
        return SheetLayout.of(INVOICE, new Stored(payload, List.of(problems)), Set.of(), Map.of(), Set.of());
    }

    private static ObjectNode payload() {
        return JsonNodeFactory.instance.objectNode();
    }
}
