package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

class CsvPropertyTest {

    @Property(tries = 500)
    void whatIsPrintedReadsBackTheSame(
            @ForAll("tables") List<List<String>> table, @ForAll("ends") String end, @ForAll boolean quoteAll)
            throws IOException {
        var text = new StringBuilder();
        var format = CSVFormat.DEFAULT
                .builder()
                .setRecordSeparator(end)
                .setQuoteMode(quoteAll ? QuoteMode.ALL : QuoteMode.MINIMAL)
                .get();
        try (var printer = new CSVPrinter(text, format)) {
            printer.printRecords(table);
        }
        var file = text.toString().getBytes(UTF_8);
        var rows = records(file);
        assertThat(rows).noneMatch(row -> row.fault() != null);
        assertThat(rows.stream()
                        .map(row -> CsvCells.read(row, ','))
                        .map(Arrays::asList)
                        .toList())
                .isEqualTo(table);
        assertThat(rows.size() * end.length()
                        + rows.stream().mapToInt(row -> row.raw().length).sum())
                .isEqualTo(file.length);
        noByteIsLost(file, rows);
    }

    @Property(tries = 2_000)
    void noByteOfAnyFileIsLostAndItsRowsReadAsTheyWereCut(@ForAll("files") byte[] file) throws IOException {
        var rows = records(file);
        noByteIsLost(file, rows);
        var readable = rows.stream()
                .filter(row -> row.fault() == null && Utf8.firstFault(row.raw()) < 0)
                .toList();
        for (Row row : readable) {
            assertThat(CsvCells.read(row, ','))
                    .isEqualTo(CSVParser.parse(
                                    new String(row.raw(), UTF_8),
                                    CSVFormat.DEFAULT
                                            .builder()
                                            .setIgnoreEmptyLines(false)
                                            .get())
                            .getRecords()
                            .get(0)
                            .values());
        }
    }

    @Property(tries = 1_000)
    void anyFileBindsOrIsRefused(@ForAll("files") byte[] file) throws IOException {
        try (var rows = CsvRows.open(new ByteArrayInputStream(file), Claims.PROCESS.csv())) {
            var binder = new CsvBinder(Claims.TYPE, Claims.PROCESS, rows.head());
            for (var some = rows.next(3); !some.isEmpty(); some = rows.next(3)) {
                assertThat(binder.bind(some))
                        .extracting(BoundRow::bound)
                        .hasSameSizeAs(some)
                        .doesNotContainNull();
            }
        } catch (MalformedBody e) {
            assertThat(e).hasMessageStartingWith("Expected ");
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        var piece = Arbitraries.of(
                "\"", ",", "\n", "\r", "\r\n", "\t", " ", "a", "b1", "'", "#", "\\", "é", "😀", "\u2028");
        var cell = piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces));
        // A row with nothing but blanks is what a blank line is.
        var first = cell.filter(text -> !text.isBlank());
        return cell.list()
                .ofMinSize(0)
                .ofMaxSize(5)
                .list()
                .ofMaxSize(20)
                .flatMap(rests -> first.map(head -> {
                    var table = new ArrayList<List<String>>();
                    for (var rest : rests) {
                        var row = new ArrayList<String>();
                        row.add(head);
                        row.addAll(rest);
                        table.add(row);
                    }
                    return table;
                }));
    }

    @Provide
    Arbitrary<String> ends() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<byte[]> files() {
        var bytes = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.bytes().between((byte) 'a', (byte) 'e')),
                Tuple.of(20, Arbitraries.of((byte) '"', (byte) ',', (byte) '\n', (byte) '\r')),
                Tuple.of(2, Arbitraries.of((byte) ' ', (byte) '\t')),
                Tuple.of(1, Arbitraries.bytes()));
        var any = bytes.array(byte[].class).ofMaxSize(200);
        var headed = any.map(rest -> {
            var file = Arrays.copyOf("Claim Number,x\n".getBytes(UTF_8), 15 + rest.length);
            System.arraycopy(rest, 0, file, 15, rest.length);
            return file;
        });
        return Arbitraries.oneOf(any, headed);
    }

    private static List<Row> records(byte[] file) throws IOException {
        var rows = new ArrayList<Row>();
        try (var records = new CsvRecords(CsvRowsTest.trickle(file))) {
            for (var row = records.next(); row != null; row = records.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The rows stand in the file one after the other, with nothing but line breaks, empty cells and marks between them. */
    private static void noByteIsLost(byte[] file, List<Row> rows) {
        int at = 0;
        long line = 1;
        for (var row : rows) {
            int start = at;
            while (line < row.line() || (at < file.length && (file[at] == '\n' || file[at] == '\r'))) {
                isNothing(file[at]);
                if (file[at] == '\n' || (file[at] == '\r' && (at + 1 == file.length || file[at + 1] != '\n'))) {
                    line++;
                }
                at++;
            }
            while (file[at] == 0x1A || isMark(file, at)) {
                at += file[at] == 0x1A ? 1 : 3;
            }
            assertThat(line).as("line of the row at byte %d", start).isEqualTo(row.line());
            assertThat(Arrays.copyOfRange(file, at, at + row.raw().length)).isEqualTo(row.raw());
            for (int end = at + row.raw().length; at < end; at++) {
                if (file[at] == '\n' || (file[at] == '\r' && (at + 1 == file.length || file[at + 1] != '\n'))) {
                    line++;
                }
            }
        }
        for (; at < file.length; at++) {
            isNothing(file[at]);
        }
    }

    private static boolean isMark(byte[] file, int at) {
        return at + 2 < file.length
                && file[at] == (byte) 0xEF
                && file[at + 1] == (byte) 0xBB
                && file[at + 2] == (byte) 0xBF;
    }

    private static void isNothing(byte b) {
        assertThat(b)
                .isIn(
                        (byte) ' ',
                        (byte) '\t',
                        (byte) '\n',
                        (byte) '\r',
                        (byte) ',',
                        (byte) '"',
                        (byte) 0x1A,
                        (byte) 0xEF,
                        (byte) 0xBB,
                        (byte) 0xBF);
    }
}
