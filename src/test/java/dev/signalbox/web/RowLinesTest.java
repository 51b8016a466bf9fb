package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.intake.Receipt;
import dev.signalbox.intake.RowAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowLinesTest {

    @Test
    void anAnswerNamesTheRowsOfItsItem() {
        var lines = RowLines.of(
                List.of(
                        new RowAnswer(1, 3, new Receipt.Malformed("x")),
                        new RowAnswer(4, 4, new Receipt.Malformed("y"))),
                "/here");
        assertThat(new String(lines, StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"row\":1,\"lastRow\":3,\"error\":"),
                        line -> assertThat(line).startsWith("{\"row\":4,\"error\":"));
    }
}
