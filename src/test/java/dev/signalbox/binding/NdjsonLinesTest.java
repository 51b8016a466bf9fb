package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.process.CsvFormat;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NdjsonLinesTest {
    private final JsonBinder binder = new JsonBinder(
            Things.TYPE, Things.process(List.of("number"), new CsvFormat(Map.of(), List.of(), List.of())));

    @Test
    void eachLineIsAnItemOrIsRefusedAlone() throws Exception {
        var bound = bind("\uFEFF{\"number\":\"1\"}\r\n\n  \n[1]\n{\"number\":\"2\"\n{\"number\":\"3\"}");
        assertThat(bound).extracting(row -> row.row().number()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(bound).extracting(row -> row.row().line()).containsExactly(1L, 4L, 5L, 6L);
        assertThat(bound)
                .extracting(row -> row.bound() == null ? null : row.bound().key())
                .containsExactly("[\"1\"]", null, null, "[\"3\"]");
        assertThat(bound)
                .extracting(row -> row.refused() == null ? null : row.refused().getMessage())
                .containsExactly(
                        null,
                        "Expected a JSON object, but was an array",
                        "Expected well-formed JSON, but at line 1, column 14: Unexpected end-of-input: expected close marker for Object",
                        null);
    }

    @Test
    void aLineOfManyMegabytesIsRefusedAlone() throws Exception {
        var bound = bind("{\"number\":\"1\"}\n" + "x".repeat(5 << 20) + "\n{\"number\":\"2\"}\n");
        assertThat(bound)
                .extracting(row -> row.refused() == null ? null : row.refused().getMessage())
                .containsExactly(null, "Expected a line of at most 1 MiB, but it is longer", null);
        assertThat(bound.get(2).row().line()).isEqualTo(3);
    }

    @Test
    void anotherEncodingIsRefused() {
        assertThatExceptionOfType(MalformedBody.class)
                .isThrownBy(() -> NdjsonLines.open(new ByteArrayInputStream("{}".getBytes(UTF_16))))
                .withMessage("Expected JSON in UTF-8, but it looks like UTF-16 or UTF-32");
    }

    @Test
    void anEmptyFileHasNoRows() throws Exception {
        assertThat(bind("")).isEmpty();
        assertThat(bind("\n\r\n")).isEmpty();
    }

    private List<BoundRow> bind(String file) throws Exception {
        try (var lines = NdjsonLines.open(CsvRowsTest.trickle(file.getBytes(UTF_8)))) {
            return binder.bind(CsvRowsTest.all(lines));
        }
    }
}
