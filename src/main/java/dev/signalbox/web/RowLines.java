package dev.signalbox.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.binding.Skipped;
import dev.signalbox.intake.Receipt;
import dev.signalbox.intake.RowAnswer;
import dev.signalbox.item.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What became of a file's rows, a line of JSON for each. */
final class RowLines {
    private RowLines() {}

    /** @param path what was asked for, the instance of every problem */
    static byte[] of(List<RowAnswer> answers, String path) {
        var out = new ByteArrayOutputStream(answers.size() * 80);
        for (var answer : answers) {
            try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
                json.writeStartObject();
                json.writeNumberField("row", answer.row());
                if (answer.lastRow() > answer.row()) {
                    json.writeNumberField("lastRow", answer.lastRow());
                }
                write(json, answer.receipt(), path);
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            out.write('\n');
        }
        return out.toByteArray();
    }

    /** The last line of an answer, which says what in the file was no row. */
    static byte[] skipped(List<Skipped> skipped) {
        var line = Json.bytes(Map.of("skipped", skipped));
        var ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return ended;
    }

    private static void write(JsonGenerator json, Receipt receipt, String path) throws IOException {
        if (receipt instanceof Receipt.Accepted accepted) {
            json.writeStringField("id", accepted.id());
            json.writeStringField("route", accepted.route().name());
            json.writeStringField("status", accepted.status().name());
            json.writeBooleanField("replayed", accepted.replayed());
        } else if (receipt instanceof Receipt.KeyReused reused) {
            problem(json, new ProblemAnswer(ProblemKind.KEY_REUSED, reused.message()).at(path));
        } else if (receipt instanceof Receipt.Malformed malformed) {
            problem(json, new ProblemAnswer(ProblemKind.MALFORMED_BODY, malformed.message()).at(path));
        } else if (receipt instanceof Receipt.Failed failed) {
            problem(json, Problems.of(failed.failure()).at(path));
        }
    }

    private static void problem(JsonGenerator json, ProblemAnswer problem) throws IOException {
        json.writePOJOField("error", problem.document());
    }
}
