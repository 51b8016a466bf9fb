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
                        "Expected well-formed JSON, but at line 1, column 14: it ends before it is complete",
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
    void objectsBetweenRecordSeparatorsAreRead() throws Exception {
        for (var file : List.of(
                "\u001e{\"number\":\"1\"}\n\u001e{\"number\":\"2\"}\n",
                "\uFEFF\u001e{\"number\":\n\"1\"}\u001e{\"number\":\"2\"}",
                "\u001e\u001e{\"number\":\"1\"}\r\n\u001e\n\u001e{\n\"number\":\"2\"\n}\n\n",
                "{\"number\":\"1\"}\n\u001e{\"number\":\"2\"}\n",
                "{\"number\":\"1\"}\u001e{\"number\":\"2\"}\u001e")) {
            var bound = bind(file);
            assertThat(bound)
                    .as(file)
                    .extracting(row -> row.bound() == null ? null : row.bound().key())
                    .containsExactly("[\"1\"]", "[\"2\"]");
        }
        assertThat(bind("\u001e{\"number\":\"1\"}\n\u001e{\n\u001e{\"number\":\"3\"}"))
                .extracting(row -> row.refused() != null)
                .containsExactly(false, true, false);
    }

    @Test
    void signsThatAreNoTextArePassedOverAndTold() throws Exception {
        var one = "{\"number\":\"1\"}";
        for (var file : List.of(
                one + "\n\u001a", one + "\u001a\u001a", one + "\n\uFEFF" + one + "\n", one + "\n\u001a\uFEFF" + one)) {
            try (var lines = NdjsonLines.open(CsvRowsTest.trickle(file.getBytes(UTF_8)))) {
                assertThat(binder.bind(CsvRowsTest.all(lines)))
                        .as(file)
                        .isNotEmpty()
                        .allSatisfy(row -> assertThat(row.refused()).isNull());
                assertThat(lines.skipped()).isNotEmpty();
            }
        }
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
