package dev.signalbox.binding;

import static dev.signalbox.binding.Things.payload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.item.Problem;
import dev.signalbox.process.CsvFormat;
import dev.signalbox.process.KeyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a file that make one item with a list. */
class CsvGroupTest {
    private static final CsvFormat GROUPED = new CsvFormat(
            Map.of("lines.amount", "amount"),
            List.of(),
            List.of(""),
            ",",
            "point",
            List.of(),
            0,
            "UTF-8",
            new CsvFormat.Group(List.of("number"), "lines"));
    private static final String HEAD = "number,count,sku,amount,note\n";

    @Test
    void rowsOneAfterTheOtherMakeOneItem() throws Exception {
        var rows = all(HEAD + "A,7,pen,1.50,red\nA,7,ink,2,\nB,8,cap,3,\nA,7,nib,4,\n");
        assertThat(rows).extracting(row -> row.row().number()).containsExactly(1L, 3L, 4L);
        assertThat(rows).extracting(row -> row.row().last()).containsExactly(2L, 3L, 4L);
        assertThat(rows).extracting(row -> row.row().line()).containsExactly(2L, 4L, 5L);
        assertThat(rows)
                .extracting(row -> payload(bound(row)))
                .containsExactly(
                        "{\"number\":\"A\",\"count\":7,\"lines\":[{\"sku\":\"pen\",\"amount\":1.50,\"note\":\"red\"},"
                                + "{\"sku\":\"ink\",\"amount\":2}]}",
                        "{\"number\":\"B\",\"count\":8,\"lines\":[{\"sku\":\"cap\",\"amount\":3}]}",
                        "{\"number\":\"A\",\"count\":7,\"lines\":[{\"sku\":\"nib\",\"amount\":4}]}");
        assertThat(bound(rows.get(0)).key()).isEqualTo("[\"A\"]");
        assertThat(bound(rows.get(0)).problems()).isEmpty();
    }

    @Test
    void whatRowsHaveInCommonMayStandInOneOfThem() throws Exception {
        var rows = all(HEAD + "A,,pen,1,\nA\u200B,7,ink,2,\nA,7.0,,,\n");
        assertThat(payload(bound(rows.get(0))))
                .isEqualTo(
                        "{\"number\":\"A\",\"count\":7,\"lines\":[{\"sku\":\"pen\",\"amount\":1},{\"sku\":\"ink\",\"amount\":2}]}");
        assertThat(rows).hasSize(1);
        assertThat(bound(rows.get(0)).problems()).isEmpty();
    }

    @Test
    void whatDiffersThoughItShouldBeInCommonIsAProblemOfTheField() throws Exception {
        var rows = all(HEAD + "A,7,pen,1,\nA,8,ink,x,\n");
        assertThat(bound(rows.get(0)).problems())
                .containsExactly(
                        new Problem(
                                "count",
                                "expected the same in all rows of an item, but its row 2 has '8', not '7'",
                                "8"),
                        new Problem("lines[1].amount", "expected a decimal number, but was 'x'", "x"));
    }

    @Test
    void aRowThatCannotBeReadMakesItsNeighboursUnsure() throws Exception {
        for (var bad : List.of("A,8", "A,\"8", "A,8,ink,2,\0", "A,8,ink,2,,x")) {
            var rows = all(HEAD + "A,7,pen,1,\n" + bad + "\nB,8,cap,3,\nB,8,nib,3,\nC,9,nib,3,\n");
            assertThat(rows).as(bad).extracting(row -> row.row().number()).containsExactly(1L, 3L, 5L);
            assertThat(rows)
                    .as(bad)
                    .extracting(row -> bound(row).problems().size())
                    .containsExactly(1, 1, 0);
            assertThat(bound(rows.get(0)).problems().get(0).message()).startsWith("row 2: expected ");
            assertThat(bound(rows.get(1)).problems().get(0).message())
                    .isEqualTo("row 2 before it cannot be read, and may belong to this item");
            assertThat(payload(bound(rows.get(0)))).startsWith("{\"unreadableRow\":\"A,7,pen,1,\\nA,");
        }
    }

    @Test
    void rowsAroundOneThatCannotBeReadOfOneItemAreOneItem() throws Exception {
        var rows = all(HEAD + "x\nA,7,pen,1,\ny\nA,7,cap,3,\nB,8,nib,3,\n");
        assertThat(rows)
                .extracting(row -> row.row().number() + "-" + row.row().last())
                .containsExactly("1-1", "2-4", "5-5");
        assertThat(rows).extracting(row -> bound(row).problems().size()).containsExactly(1, 1, 0);
    }

    @Test
    void rowsWithoutWhatTheyAreGroupedByStandAlone() throws Exception {
        var rows = all(HEAD + ",7,pen,1,\n,7,ink,2,\nA,7,cap,3,\n");
        assertThat(rows).hasSize(3);
        assertThat(bound(rows.get(0)).key()).isNull();
    }

    @Test
    void anItemOfTooManyRowsIsNotTakenForWhole() throws Exception {
        var rows = all(HEAD + "A,7,pen,1,\n".repeat(GroupedRows.MOST_ROWS + 2) + "B,8,cap,3,\n");
        assertThat(rows)
                .extracting(row -> row.row().last() - row.row().number() + 1)
                .containsExactly(10_000L, 2L, 1L);
        assertThat(bound(rows.get(0)).problems().get(0).message())
                .isEqualTo("expected at most 10,000 rows and 4 MiB for one item");
        assertThat(bound(rows.get(1)).problems().get(0).message())
                .isEqualTo("expected at most 10,000 rows and 4 MiB for one item, but this goes on from the row before");
        assertThat(bound(rows.get(2)).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "tab", "|"})
    void quotedCellsAndOtherSeparatorsStayWhole(String separator) throws Exception {
        var sign = separator.equals("tab") ? "\t" : separator;
        var format = new CsvFormat(
                Map.of("lines.amount", "Betrag", "number", "Nr"),
                List.of(),
                List.of(""),
                separator,
                "comma",
                List.of(),
                0,
                "UTF-8",
                new CsvFormat.Group(List.of("number"), "lines"));
        var file = "Nr,lines.sku,Betrag\n\"A\n1\",\"x;|\t\"\"y\",'\n\"A\n1\",z,'\n"
                .replace(",", sign)
                .replace("'", "\"1.000,5\"");
        var rows = all(file, format);
        assertThat(rows)
                .extracting(row -> payload(bound(row)))
                .containsExactly(
                        "{\"number\":\"A\\n1\",\"lines\":[{\"sku\":\"x;|\\t\\\"y\",\"amount\":1000.5},{\"sku\":\"z\",\"amount\":1000.5}]}");
    }

    @Test
    void whatIsNoRowIsPassedOverAndToldWithinAnItemToo() throws Exception {
        var file = HEAD + "A,7,pen,1,\n,,,,\nA,7,ink,2,\n" + HEAD + "A,7,cap,3,\n";
        var process = Things.process(KeyDefinition.of(List.of("number")), GROUPED);
        try (var rows = CsvFile.open(CsvRowsTest.trickle(file.getBytes(UTF_8)), Things.TYPE, process)
                .rows()) {
            assertThat(rows.next(5)).extracting(Row::number, Row::last).containsExactly(tuple(1L, 4L));
            assertThat(rows.skipped())
                    .containsExactly(new Skipped(3, "a row of empty cells"), new Skipped(5, "the headings again"));
        }
    }

    @Test
    void headingsWithoutEndDoNotEndTheFile() throws Exception {
        var head = "number,count,sku,amount," + "n".repeat(1 << 19) + "\n";
        var rows = CsvRowsTest.open((head.repeat(11) + "A,7,pen,1,\n").getBytes(UTF_8));
        assertThat(rows.next(5)).hasSize(1);
    }

    @Test
    void aFileWithoutTheColumnThatGroupsIsRefused() {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> all("count,sku\n1,2\n"))
                .withMessage(
                        "Expected the column 'number', by which process.yaml groups rows, but the headings are 'count', 'sku'");
    }

    private static List<BoundRow> all(String file) throws Exception {
        return all(file, GROUPED);
    }

    private static List<BoundRow> all(String file, CsvFormat format) throws Exception {
        var process = Things.process(KeyDefinition.of(List.of("number")), format);
        try (var rows = CsvFile.open(CsvRowsTest.trickle(file.getBytes(UTF_8)), Things.TYPE, process)
                .rows()) {
            var binder = CsvFile.open(CsvRowsTest.trickle(file.getBytes(UTF_8)), Things.TYPE, process)
                    .binder();
            var all = new ArrayList<BoundRow>();
            for (var some = rows.next(2); !some.isEmpty(); some = rows.next(2)) {
                all.addAll(binder.bind(some));
            }
            return all;
        }
    }

    private static Bound bound(BoundRow row) {
        return java.util.Objects.requireNonNull(row.bound());
    }
}
