package dev.signalbox.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "claimNumber, Claim number",
        "amount, Amount",
        "vatID, Vat ID",
        "VATRate, VAT rate",
        "po_number, Po number",
        "tell-claimant, Tell claimant",
        "line2Total, Line2 total",
        "IBAN, IBAN",
        "x, X"
    })
    void aNameBecomesALabel(String name, String label) {
        assertThat(Labels.label(name)).isEqualTo(label);
    }

    @Test
    void aPathIsReadByRowsFromOne() {
        assertThat(Labels.path("lines[2].unitPrice")).isEqualTo("Lines, row 3, unit price");
        assertThat(Labels.path("supplier.name")).isEqualTo("Supplier, name");
        assertThat(Labels.path("amount")).isEqualTo("Amount");
        assertThat(Labels.path("tags[0]")).isEqualTo("Tags, row 1");
    }

    @Test
    void aRoundedShareNeverHidesTheFew() {
        assertThat(Words.percent(9_999, 10_000)).isEqualTo("99.9\u00a0%");
        assertThat(Words.percent(1, 10_000)).isEqualTo("0.1\u00a0%");
        assertThat(Words.percent(10_000, 10_000)).isEqualTo("100\u00a0%");
        assertThat(Words.percent(0, 10_000)).isEqualTo("0\u00a0%");
        assertThat(Words.percent(0, 0)).isEqualTo("–");
        assertThat(Words.percent(1, 3)).isEqualTo("33.3\u00a0%");
    }

    @Test
    void oneTaskIsNotTasks() {
        assertThat(Words.count(1, "task")).isEqualTo("1 task");
        assertThat(Words.count(8_855, "task")).isEqualTo("8,855 tasks");
    }
}
