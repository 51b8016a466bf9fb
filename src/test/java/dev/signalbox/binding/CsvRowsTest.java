package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.process.CsvFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    private static final CsvFormat PLAIN = new CsvFormat(Map.of(), List.of(), List.of(""));

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void rowsEndInAnyLineBreak(String end) throws Exception {
        var rows = rows(String.join(end, "a,b", "1,2", "\"x" + end + "y\",3", "4,5", ""));
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 5L);
        assertThat(rows).extracting(CsvRowsTest::text).containsExactly("1,2", "\"x" + end + "y\",3", "4,5");
        assertThat(rows).extracting(Row::fault).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n,\n",
                "a,b\n1,2\n,\n , \n\t,\t\n",
                "a,b\n1,2\n\"\",\"\"\n",
                "a,b\n1,2\n\u001a",
                "a,b\n1,2\u001a",
                "a,b\n1,2\u001a\u001a\u001a",
                "a,b\n1,\"2\"\u001a",
                "a,b\n1,2\n\uFEFFa,b\n",
                "a,b\n1,2\n\u001a\uFEFFa,b\n\u001a",
                "a,b\n1,2\na,b\n",
                "a,b\n1,2\n\"a\", b \n",
                "a,b\na,b\n,\n1,2\n,"
            })
    void whatIsNoRowIsPassedOverAndTold(String file) throws Exception {
        for (var stream : List.of(trickle(file.getBytes(UTF_8)), new ByteArrayInputStream(file.getBytes(UTF_8)))) {
            try (var rows = CsvRows.open(stream, PLAIN)) {
                var all = all(rows);
                assertThat(all).hasSize(1);
                assertThat(all.get(0).fault()).isNull();
                assertThat(new String(all.get(0).raw(), UTF_8).replace("\"", ""))
                        .isEqualTo("1,2");
                assertThat(rows.skipped()).isNotEmpty().allSatisfy(skipped -> {
                    assertThat(skipped.line()).isPositive();
                    assertThat(skipped.what()).isNotBlank();
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n0,\n",
                "a,b\na,\n",
                "a,b\nb,a\n",
                "a,b\n\"\"\"\",\n",
                "a,b\n;,\n",
                "a,b\n1\u001a2,3\n",
                "a,b\n-,-\n"
            })
    void whatIsARowIsNotPassedOver(String file) throws Exception {
        try (var rows = open(file.getBytes(UTF_8))) {
            assertThat(all(rows)).hasSize(1);
            assertThat(rows.skipped()).isEmpty();
        }
    }

    @Test
    void blankLinesAreNoRowsAndTheLastLineNeedsNoEnd() throws Exception {
        var rows = rows("\n\na,b\n\n \t\n1,2\n\n\n3,4");
        assertThat(rows).extracting(CsvRowsTest::text).containsExactly("1,2", "3,4");
        assertThat(rows).extracting(Row::line).containsExactly(6L, 9L);
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        assertThat(open("\uFEFFa,b\n1,2".getBytes(UTF_8)).head().headings()).containsExactly("a", "b");
    }

    @Test
    void headingsAreTrimmedAndAnEmptyOneIsNamedByItsPlace() throws Exception {
        assertThat(open(" a ,\"b \"\"c\"\"\",,d\u00A0\n".getBytes(UTF_8)).head().headings())
                .containsExactly("a", "b \"c\"", "Column 3", "d");
    }

    @Test
    void aLostQuoteCostsOneRow() throws Exception {
        var rows = rows("a,b\n1,\"open\n2,x\n\"3\",\"y\"\n4,z\n");
        assertThat(rows).extracting(CsvRowsTest::text).containsExactly("1,\"open", "2,x", "\"3\",\"y\"", "4,z");
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(rows.get(0).fault()).isEqualTo("expected a comma or the end of the line behind a closing quote");
        assertThat(rows.subList(1, 4)).extracting(Row::fault).containsOnlyNulls();
    }

    @Test
    void aQuoteThatNeverClosesCostsOneRow() throws Exception {
        var rows = rows("a,b\n1,\"open\n2,x\n3,y\n");
        assertThat(rows).extracting(CsvRowsTest::text).containsExactly("1,\"open", "2,x", "3,y");
        assertThat(rows.get(0).fault()).isEqualTo("expected a closing quote, but the file ended");
        assertThat(rows.subList(1, 3)).extracting(Row::fault).containsOnlyNulls();
    }

    @Test
    void textBehindAClosingQuoteIsAFaultButBlanksAreNot() throws Exception {
        var rows = rows("a,b\n\"1\"x,2\n\"1\" \t,2\nx\"1\",2\n");
        assertThat(rows.get(0).fault()).isNotNull();
        assertThat(rows.get(1).fault()).isNull();
        assertThat(rows.get(2).fault()).isNull();
    }

    @Test
    void aControlCharacterIsAFaultOfItsRow() throws Exception {
        var rows = rows("a,b\n1,\0\n\"x\n\u001b\",2\n3,\t4\n");
        assertThat(rows)
                .extracting(Row::fault)
                .containsExactly(
                        "expected text, but there is the control character U+0000 in it",
                        "expected text, but there is the control character U+001B in it",
                        null);
        assertThat(text(rows.get(1))).isEqualTo("\"x\n\u001b\",2");
    }

    @Test
    void aLineOfManyMegabytesComesInPieces() throws Exception {
        var file = "a,b\n1,2\n" + "x".repeat(5 << 19) + "\n3,4\n\"" + "y".repeat(3 << 19) + "\",\n5,6\n";
        var rows = rows(file);
        assertThat(rows)
                .extracting(r -> r.raw().length)
                .containsExactly(3, 1 << 20, 1 << 20, 1 << 19, 3, 1 << 20, (1 << 19) + 3, 3);
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 3L, 3L, 4L, 5L, 5L, 6L);
        assertThat(rows).extracting(Row::fault).containsExactly(null, LONG, REST, REST, null, LONG, REST, null);
    }

    private static final String LONG = "expected a row of at most 1 MiB";
    private static final String REST = LONG + ", but this goes on from the row before";

    @Test
    void aQuoteThatSpansTooManyLinesCostsOneRow() throws Exception {
        var rows = rows("a\n\"1\n" + "2\n".repeat(1_500) + "\"3\"\n");
        assertThat(rows).hasSize(1_502);
        assertThat(rows.get(0).fault()).isEqualTo("expected a closing quote within 1000 lines");
        assertThat(rows.subList(1, 1_502)).extracting(Row::fault).containsOnlyNulls();
    }

    @Test
    void noMoreRowsAreHeldThanAskedForNorMoreThanAFewMegabytes() throws Exception {
        var some = open("a\n1\n2\n3\n".getBytes(UTF_8));
        assertThat(some.next(2)).hasSize(2);
        assertThat(some.next(2)).hasSize(1);
        assertThat(some.next(2)).isEmpty();
        var large = open(("a\n" + ("x".repeat(1 << 20) + "\n").repeat(10)).getBytes(UTF_8));
        assertThat(large.next(500)).hasSize(4);
    }

    @Test
    void aFileWithoutUsableHeadingsIsRefused() {
        refused("", "Expected a line of headings, but the file is empty");
        refused("\n \n", "Expected a line of headings, but the file is empty");
        refused(
                "\"a,b\n1,2\n",
                "Expected a line of headings, but it cannot be read: expected a closing quote, but the file ended");
        refused("ab,\0\n", "Expected a line of headings, but it cannot be read: expected text");
        refused("x,".repeat(1_000), "Expected at most 1000 columns, but found 1001");
        refused(
                "a,\u00e9\n".getBytes(ISO_8859_1),
                "Expected a line of headings, but it cannot be read: expected UTF-8, but byte 3 (0xE9) is not");
        refused(
                "a,b\n1,2".getBytes(UTF_16BE),
                "Expected CSV in UTF-8, but it looks like UTF-16 without a byte order mark");
    }

    private static void refused(String file, String message) {
        refused(file.getBytes(UTF_8), message);
    }

    private static void refused(byte[] file, String message) {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> open(file))
                .withMessageStartingWith(message);
    }

    static List<Row> rows(String file) throws IOException, MalformedBody {
        return all(open(file.getBytes(UTF_8)));
    }

    static List<Row> all(Rows rows) throws IOException {
        var all = new ArrayList<Row>();
        for (var some = rows.next(500); !some.isEmpty(); some = rows.next(500)) {
            all.addAll(some);
        }
        return all;
    }

    static CsvRows open(byte[] file) throws IOException, MalformedBody {
        return open(file, PLAIN);
    }

    static CsvRows open(byte[] file, CsvFormat format) throws IOException, MalformedBody {
        return CsvRows.open(trickle(file), format);
    }

    /** A stream that gives seven bytes at a time, so that whatever is looked at may be cut. */
    static InputStream trickle(byte[] file) {
        return new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] to, int at, int length) {
                return super.read(to, at, Math.min(length, file.length > 1 << 20 ? length : 7));
            }
        };
    }

    private static String text(Row row) {
        return new String(row.raw(), UTF_8);
    }
}
