package dev.signalbox.binding;

import static dev.signalbox.binding.Things.payload;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.item.Problem;
import dev.signalbox.process.CsvFormat;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code csv:} in process.yaml says of how a file is written, and what a file says of itself. */
class CsvOptionsTest {
    private static final CsvFormat PLAIN = new CsvFormat(Map.of(), List.of(), List.of(""));

    @ParameterizedTest
    @ValueSource(strings = {";", "|", "tab", "\t", ","})
    void cellsArePartedAsProcessYamlSays(String option) throws Exception {
        var sign = option.replace("tab", "\t");
        var file = "number,amount,note\nA-1,\"2\" ,\"x,;|\ty\"\n"
                .replace("\"x,;|\ty\"", "'")
                .replace(",", sign)
                .replace("'", "\"x,;|\ty\"");
        var bound = all(file.getBytes(UTF_8), separated(option)).get(0);
        assertThat(payload(bound)).isEqualTo("{\"number\":\"A-1\",\"amount\":2,\"note\":\"x,;|\\ty\"}");
        assertThat(bound.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\r\n", "\"sep=;\"\n", "\uFEFFsep=;\r", "sep=;\n\n"})
    void theSeparatorLineOfASpreadsheetIsHonoured(String line) throws Exception {
        var file = (line + "number;amount\nA-1;1,5\n").getBytes(UTF_8);
        assertThat(payload(all(file, option("comma", List.of(), 0, "UTF-8")).get(0)))
                .isEqualTo("{\"number\":\"A-1\",\"amount\":1.5}");
        var rows = CsvRowsTest.open(file, PLAIN);
        assertThat(rows.next(1).get(0).line()).isEqualTo(line.endsWith("\n\n") ? 4 : 3);
    }

    @Test
    void theSeparatorLineAtTheTabAndTheBarIsHonouredAndAHeadingThatOnlyLooksLikeOneIsNot() throws Exception {
        assertThat(payload(all("sep=\t\nnumber\tcount\nA\t1\n".getBytes(UTF_8), PLAIN)
                        .get(0)))
                .isEqualTo("{\"number\":\"A\",\"count\":1}");
        assertThat(payload(
                        all("sep=|\nnumber|count\nA|1\n".getBytes(UTF_8), PLAIN).get(0)))
                .isEqualTo("{\"number\":\"A\",\"count\":1}");
        assertThat(CsvRowsTest.open("sep=x,number\n1,2\n".getBytes(UTF_8), PLAIN)
                        .head()
                        .headings())
                .containsExactly("sep=x", "number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1.234,50       | 1234.50
            1.234          | 1234
            1.234.567,8    | 1234567.8
            12,5           | 12.5
            ,5             | 0.5
            -1.234,50 €    | -1234.50
            € 5,00         | 5.00
            (12,50)        | -12.50
            1 234,50       | 1234.50
            1\u00A0234\u00A0567,5 | 1234567.5
            1\u202F234     | 1234
            1'234,50       | 1234.50
            007            | 7
            """)
    void withADecimalCommaNumbersAreReadAsPeopleThereWriteThem(String cell, String number) throws Exception {
        var bound = all(("number,amount\nA,\"" + cell + "\"\n").getBytes(UTF_8), comma())
                .get(0);
        assertThat(bound.problems()).isEmpty();
        assertThat(payload(bound)).isEqualTo("{\"number\":\"A\",\"amount\":%s}", number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1234.50        | expected a decimal number with a decimal comma
            1,234.50       | expected a decimal number with a decimal comma
            0.5            | expected a decimal number with a decimal comma
            1.23           | expected a decimal number with a decimal comma
            1.2345         | expected a decimal number with a decimal comma
            0.123          | expected a decimal number with a decimal comma
            1.234 567,5    | expected a decimal number
            1,2,3          | expected a decimal number
            5,             | expected a decimal number
            """)
    void whatIsNoNumberWithADecimalCommaIsAProblem(String cell, String message) throws Exception {
        var bound = all(("number,amount\nA,\"" + cell + "\"\n").getBytes(UTF_8), comma())
                .get(0);
        assertThat(bound.problems()).containsExactly(new Problem("amount", message + ", but was '" + cell + "'", cell));
        assertThat(bound.values()).containsOnlyKeys("number");
    }

    @Test
    void theHeadingsOfAFileWithoutThemAreThoseOfProcessYaml() throws Exception {
        var format = option("point", List.of("number", "note", "amount"), 0, "UTF-8");
        var rows = CsvRowsTest.open("A-1,x,5\n\"B\n2\",y,6\n".getBytes(UTF_8), format);
        var binder = new CsvBinder(Things.TYPE, Things.process(List.of("number"), format), rows.head());
        var read = CsvRowsTest.all(rows);
        assertThat(read).extracting(Row::number).containsExactly(1L, 2L);
        assertThat(read).extracting(Row::line).containsExactly(1L, 2L);
        assertThat(binder.bind(read).stream().map(row -> payload(Objects.requireNonNull(row.bound()))))
                .containsExactly(
                        "{\"number\":\"A-1\",\"amount\":5,\"note\":\"x\"}",
                        "{\"number\":\"B\\n2\",\"amount\":6,\"note\":\"y\"}");
    }

    @Test
    void headingsThatAreThereAllTheSameAreNoRowAndThatIsTold() throws Exception {
        var rows = CsvRowsTest.open(
                " number ,\"amount\"\nA,5\n".getBytes(UTF_8), option("point", List.of("number", "amount"), 0, "UTF-8"));
        assertThat(rows.head().remarks())
                .containsExactly(
                        "the first line of the file holds the headings that process.yaml gives; it was passed over");
        assertThat(CsvRowsTest.all(rows)).extracting(Row::number).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesBeforeTheHeadingsAreSkipped(String end) throws Exception {
        var file = String.join(end, "Claims of May", "\"open quote", "", "number,amount", "A,5", "");
        var rows = CsvRowsTest.open(file.getBytes(UTF_8), option("point", List.of(), 3, "UTF-8"));
        assertThat(rows.head().headings()).containsExactly("number", "amount");
        assertThat(rows.next(5)).extracting(Row::line).containsExactly(5L);
    }

    @Test
    void aFileThatEndsWithinTheLinesToSkipIsRefused() {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(
                        () -> CsvRowsTest.open("a,b\n1,2\n".getBytes(UTF_8), option("point", List.of(), 3, "UTF-8")))
                .withMessage("Expected rows after 3 lines, which process.yaml says to skip, but the file has 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows-1252",
                "ISO-8859-15",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-16",
                "IBM850",
                "x-MacRoman",
                "GB18030"
            })
    void aFileIsReadInTheEncodingThatProcessYamlNames(String encoding) throws Exception {
        var file = "sep=;\nnumber;größe\nMÜLLER;\"é;x\"\n".getBytes(Charset.forName(encoding));
        assertThat(payload(all(file, option("point", List.of(), 0, encoding)).get(0)))
                .isEqualTo("{\"number\":\"MÜLLER\",\"größe\":\"é;x\"}");
    }

    @Test
    void aByteOrderMarkSaysWhatAFileIsIn() throws Exception {
        var file = "number,note\nÄ,😀\n" + "x,y\n".repeat(5_000) + "Ω,end\n";
        for (var encoding : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            for (var declared : List.of("UTF-8", "windows-1252")) {
                var rows = all(
                        ("\uFEFF" + file).getBytes(Charset.forName(encoding)), option("point", List.of(), 0, declared));
                assertThat(payload(rows.get(0))).as(encoding).isEqualTo("{\"number\":\"Ä\",\"note\":\"😀\"}");
                assertThat(rows).hasSize(5_002);
                assertThat(payload(rows.get(5_001))).isEqualTo("{\"number\":\"Ω\",\"note\":\"end\"}");
            }
        }
    }

    @Test
    void utf16WithoutAMarkIsRefusedWithTheOption() {
        for (var encoding : List.of(UTF_16LE, UTF_16BE)) {
            assertThatExceptionOfType(MalformedBody.class)
                    .isThrownBy(() -> CsvRowsTest.open("number\n1\n".getBytes(encoding), PLAIN))
                    .withMessageEndingWith("set csv: { encoding: " + encoding + " } in process.yaml");
        }
    }

    @Test
    void aByteThatIsNoLetterInTheEncodingCostsItsRow() throws Exception {
        byte[] file = "number,note\nA,x\nB,_\nC,z\n".getBytes(UTF_8);
        file[new String(file, UTF_8).indexOf('_')] = (byte) 0x81;
        var bound = all(file, option("point", List.of(), 0, "windows-1252"));
        assertThat(bound).extracting(row -> row.problems().size()).containsExactly(0, 1, 0);
        assertThat(bound.get(1).problems().get(0).message())
                .isEqualTo("expected windows-1252, but there is a byte in it that is none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '/',
            value = {"number;amount/separator: \";\"", "\"number\"|x/separator: \"|\"", "number\tx/separator: tab"})
    void aFileWithAnotherSeparatorIsRefusedWithTheOption(String headings, String option) {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> all((headings + "\n1,2\n").getBytes(UTF_8), PLAIN))
                .withMessageEndingWith("set csv: { " + option + " } in process.yaml");
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> all("number,x\n1,2\n".getBytes(UTF_8), separated(";")))
                .withMessageEndingWith("set csv: { separator: \",\" } in process.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "|", "tab"})
    void aRowOfNothingButSeparatorsIsPassedOverWhateverTheyAre(String option) throws Exception {
        var sign = option.replace("tab", "\t");
        var rows = CsvRowsTest.open(
                "number,x\n1,2\n,\n\"\",\n3,4\n".replace(",", sign).getBytes(UTF_8), separated(option));
        assertThat(CsvRowsTest.all(rows)).extracting(Row::line).containsExactly(2L, 5L);
        assertThat(rows.skipped()).extracting(Skipped::line).endsWith(4L);
    }

    @Test
    void aFileWithoutTheColumnsIsRefusedWithTheOptions() {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> all("A-1,2\n".getBytes(UTF_8), PLAIN))
                .withMessageEndingWith(
                        "set csv: { skip: … }, and where there are none, csv: { headings: […] } in process.yaml");
    }

    @Test
    void emptyCellsTooManyAreAWarning() throws Exception {
        var bound = all("number,amount\nA,1,\nB,2, ,\"\" \nC,3\nD,4,x\nE,5,,x\n".getBytes(UTF_8), PLAIN);
        assertThat(bound)
                .extracting(row -> row.warnings().stream().map(Problem::message).toList())
                .containsExactly(
                        List.of("the row ends with 1 empty cell too many"),
                        List.of("the row ends with 2 empty cells too many"),
                        List.of(),
                        List.of(),
                        List.of());
        assertThat(bound)
                .extracting(row -> row.problems().stream().map(Problem::message).toList())
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("expected 2 cells, but found 3"),
                        List.of("expected 2 cells, but found 4"));
        assertThat(payload(bound.get(0))).isEqualTo("{\"number\":\"A\",\"amount\":1}");
    }

    @Test
    void aHeadingTwiceThatNobodyReadsIsTold() throws Exception {
        var file = "note,number,note,Column 5,,note (column 3)\n1,A,2,3,4,5\n".getBytes(UTF_8);
        var rows = CsvRowsTest.open(file, PLAIN);
        assertThat(rows.head().remarks())
                .containsExactly(
                        "the heading 'note' stands over columns 1, 3, which no field is read from; what each holds is kept"
                                + " apart",
                        "the heading 'Column 5' stands over columns 4, 5, which no field is read from; what each holds is"
                                + " kept apart");
        assertThat(all(file, PLAIN).get(0).warnings())
                .extracting(Problem::message)
                .isEqualTo(rows.head().remarks());
        assertThat(payload(all(file, PLAIN).get(0)))
                .isEqualTo("{\"number\":\"A\",\"Column 5\":\"3\",\"Column 5 (column 5)\":\"4\",\"note\":\"1\","
                        + "\"note (column 3)\":\"5\",\"note (column 3)'\":\"2\"}");
    }

    @Test
    void aHeadingTwiceThatAFieldIsReadFromIsRefused() {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> all("number,amount,b, amount \n1,2,3,4".getBytes(UTF_8), PLAIN))
                .withMessage("Expected each column once, but 'amount' stands at 2 and 4");
    }

    private static CsvFormat separated(String separator) {
        return new CsvFormat(Map.of(), List.of(), List.of(""), separator, "point", List.of(), 0, "UTF-8", null);
    }

    private static CsvFormat comma() {
        return option("comma", List.of(), 0, "UTF-8");
    }

    private static CsvFormat option(String decimal, List<String> headings, int skip, String encoding) {
        return new CsvFormat(Map.of(), List.of(), List.of(""), ",", decimal, headings, skip, encoding, null);
    }

    private static List<Bound> all(byte[] file, CsvFormat format) throws Exception {
        var rows = CsvRowsTest.open(file, format);
        var binder = new CsvBinder(Things.TYPE, Things.process(List.of("number"), format), rows.head());
        return binder.bind(CsvRowsTest.all(rows)).stream()
                .map(row -> Objects.requireNonNull(row.bound()))
                .toList();
    }
}
