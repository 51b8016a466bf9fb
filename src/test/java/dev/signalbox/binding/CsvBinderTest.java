package dev.signalbox.binding;

import static dev.signalbox.binding.Things.payload;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.item.Problem;
import dev.signalbox.process.CsvFormat;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvBinderTest {
    private static final CsvFormat FORMAT = new CsvFormat(
            Map.of("number", "Number", "amount", "Close Amount", "day", "Day"),
            List.of("d-MMM-yy", "M/d/yyyy", "d.M.uuuu HH:mm", "yyyyMMdd"),
            List.of("", "-", "n/a"));

    @Test
    void cellsBindByTheirColumns() throws Exception {
        var bound = bind("Close Amount,Extra,Number,Day\n\"$1,995.00 \", red ,  A-1 ,13-jan-14\n");
        assertThat(bound.values())
                .isEqualTo(
                        Map.of("number", "A-1", "amount", new BigDecimal("1995.00"), "day", LocalDate.of(2014, 1, 13)));
        assertThat(payload(bound))
                .isEqualTo("{\"number\":\"A-1\",\"amount\":1995.00,\"day\":\"2014-01-13\",\"Extra\":\"red\"}");
        assertThat(bound.key()).isEqualTo("[\"A-1\"]");
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Close Amount | $1,995.00         | 1995.00
            Close Amount | 1,234,567.8       | 1234567.8
            Close Amount | (12.50)           | -12.50
            Close Amount | ($1,012.50)       | -1012.50
            Close Amount | -$5               | -5
            Close Amount | $-5               | -5
            Close Amount | 12.5 €            | 12.5
            Close Amount | £ 3               | 3
            Close Amount | +7                | 7
            Close Amount | .50               | 0.50
            Close Amount | 007               | 7
            count        | 1,200             | 1200
            count        | 3.00              | 3
            urgent       | TRUE              | true
            urgent       | no                | false
            Day          | 2014-01-13        | "2014-01-13"
            Day          | 1-Feb-99          | "2099-02-01"
            Day          | 29-FEB-24         | "2024-02-29"
            Day          | 2/1/2014          | "2014-02-01"
            Day          | 20140201          | "2014-02-01"
            time         | 2014-02-01 12:30  | "2014-02-01T12:30"
            time         | 1.2.2014 12:30    | "2014-02-01T12:30"
            moment       | 2014-02-01T12:30Z | "2014-02-01T12:30:00Z"
            """)
    void messyCellsBecomeValues(String column, String cell, String normal) throws Exception {
        var bound = bind(column + ",x\n\"" + cell + "\",\n");
        assertThat(bound.problems()).isEmpty();
        assertThat(payload(bound)).isEqualTo("{\"%s\":%s}", field(column), normal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Close Amount | N/A          | expected a decimal number
            Close Amount | 1,99         | expected a decimal number with a decimal point
            Close Amount | 1995,00      | expected a decimal number with a decimal point
            Close Amount | 1.995,00     | expected a decimal number with a decimal point
            Close Amount | 0,123        | expected a decimal number with a decimal point
            Close Amount | ,123         | expected a decimal number with a decimal point
            Close Amount | 1,,000       | expected a decimal number
            Close Amount | 1,000,00     | expected a decimal number
            Close Amount | 1 000        | expected a decimal number
            Close Amount | 1.2.3        | expected a decimal number
            Close Amount | 5.           | expected a decimal number
            Close Amount | $            | expected a decimal number
            Close Amount | $$5          | expected a decimal number
            Close Amount | $5$          | expected a decimal number
            Close Amount | --5          | expected a decimal number
            Close Amount | (-5)         | expected a decimal number
            Close Amount | (5           | expected a decimal number
            Close Amount | ()           | expected a decimal number
            Close Amount | 12%          | expected a decimal number
            Close Amount | 2.01E+12     | expected a decimal number
            Close Amount | ٣            | expected a decimal number
            count        | 3.5          | expected a whole number
            count        | many         | expected a whole number
            urgent       | maybe        | expected true or false
            Day          | 31-Feb-14    | expected a date
            Day          | 13-Foo-14    | expected a date
            Day          | 13/13/2014   | expected a date
            Day          | 1-Jan-14 x   | expected a date
            Day          | 0            | expected a date
            time         | 2014-02-01   | expected a date and time
            moment       | 2014-02-01T12:30 | expected a moment with its time zone
            party        | Ann          | expected an object, which a cell cannot hold
            days         | 2014-02-01   | expected a list, which a cell cannot hold
            """)
    void aCellThatDoesNotFitIsAProblemAndIsKept(String column, String cell, String expected) throws Exception {
        var bound = bind(column + ",x\n\" " + cell + "\",\n");
        assertThat(bound.problems())
                .containsExactly(new Problem(field(column), expected + ", but was '" + cell + "'", " " + cell));
        assertThat(bound.values()).isEmpty();
        assertThat(payload(bound)).isEqualTo("{\"%s\":\"%s\"}", field(column), cell);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"``", "`  `", "-", "` - `", "n/a"})
    void aNullWordIsNothing(String cell) throws Exception {
        var bound = bind("Number,Close Amount\nx," + cell + "\n");
        assertThat(bound.values()).containsOnlyKeys("number");
        assertThat(bound.problems()).isEmpty();
        assertThat(bind("Number,Close Amount\n" + cell + ",1\n").key()).isNull();
    }

    @Test
    void aColumnCalledAsAFieldThatIsReadElsewhereIsKeptApart() throws Exception {
        assertThat(payload(bind("amount,Close Amount\n1,2\n"))).isEqualTo("{\"amount\":2,\"amount (column 1)\":\"1\"}");
    }

    @Test
    void aRaggedRowIsKeptAsText() throws Exception {
        var bound = all("Number,Day\n1\n1,2014-01-01,x\n2,2014-01-01\n".getBytes(UTF_8));
        assertThat(bound)
                .extracting(Bound::problems)
                .containsExactly(
                        List.of(new Problem("", "expected 2 cells, but found 1", "1")),
                        List.of(new Problem("", "expected 2 cells, but found 3", "1,2014-01-01,x")),
                        List.of());
        assertThat(bound)
                .extracting(Things::payload)
                .startsWith("{\"unreadableRow\":\"1\"}", "{\"unreadableRow\":\"1,2014-01-01,x\"}");
        assertThat(bound.get(0).key()).isNull();
        assertThat(bound.get(0).values()).isEmpty();
    }

    @Test
    void aRowInAnotherEncodingIsKeptAsTextAndTheOthersAreRead() throws Exception {
        var bound = all("Number,x\né,1\n\"b\",2\n\0,3\n".getBytes(ISO_8859_1));
        assertThat(bound)
                .extracting(Things::payload)
                .containsExactly(
                        "{\"unreadableRow\":\"\uFFFD,1\"}",
                        "{\"number\":\"b\",\"x\":\"2\"}",
                        "{\"unreadableRow\":\"\uFFFD,3\"}");
        assertThat(bound.get(0).problems())
                .extracting(Problem::message)
                .containsExactly("expected UTF-8, but byte 1 (0xE9) is not");
    }

    @Test
    void aFileWithNoneOfTheColumnsIsRefused() {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> bind("Number;Day\n1;2\n"))
                .withMessageStartingWith("Expected columns such as 'Number', 'count', 'Close Amount'")
                .withMessageEndingWith(
                        "but the headings are 'Number;Day'; between cells stands ';': set csv: { separator: \";\" } in process.yaml");
    }

    @Test
    void everyRealClaimIsReadable() throws Exception {
        try (var rows =
                CsvRows.open(Files.newInputStream(Path.of("samples/property-claims-2014.csv")), Claims.PROCESS.csv())) {
            var binder = new CsvBinder(Claims.TYPE, Claims.PROCESS, rows.head());
            var all = new ArrayList<Bound>();
            for (var some = rows.next(500); !some.isEmpty(); some = rows.next(500)) {
                binder.bind(some).forEach(row -> all.add(Objects.requireNonNull(row.bound())));
            }
            assertThat(all)
                    .hasSize(8_855)
                    .allSatisfy(bound -> assertThat(bound.problems()).isEmpty());
            assertThat(all).extracting(Bound::key).doesNotContainNull();
            assertThat(payload(all.get(0))).isEqualTo(Claims.FIRST);
        }
    }

    private static Bound bind(String file) throws Exception {
        return all(file.getBytes(UTF_8)).get(0);
    }

    private static List<Bound> all(byte[] file) throws Exception {
        var rows = CsvRows.open(new ByteArrayInputStream(file), FORMAT);
        var binder = new CsvBinder(Things.TYPE, Things.process(List.of("number"), FORMAT), rows.head());
        return binder.bind(rows.next(500)).stream()
                .map(row -> Objects.requireNonNull(row.bound()))
                .toList();
    }

    private static String field(String column) {
        return switch (column) {
            case "Close Amount" -> "amount";
            case "Day" -> "day";
            default -> column;
        };
    }
}
