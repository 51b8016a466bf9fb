package dev.signalbox.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item as the API shows it, put together from the JSON parts that are stored. */
final class ItemJson {
    private ItemJson() {}

    static byte[] item(
            long id,
            String process,
            ItemStatus status,
            Instant receivedAt,
            String payload,
            String decision,
            String steps,
            @Nullable String intended,
            @Nullable String outcome,
            @Nullable Instant closedAt) {
        var out = new ByteArrayOutputStream(payload.length() + decision.length() + steps.length() + 256);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", Ids.text(id));
            json.writeStringField("process", process);
            json.writeStringField("status", status.name());
            json.writeStringField("receivedAt", receivedAt.toString());
            json.writeFieldName("payload");
            json.writeRawValue(payload);
            json.writeFieldName("decision");
            json.writeRawValue(decision);
            json.writeFieldName("steps");
            json.writeRawValue(steps);
            json.writeStringField("intended", intended);
            json.writeStringField("outcome", outcome);
            json.writeStringField("closedAt", closedAt == null ? null : closedAt.toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String steps(List<Step> steps) {
        if (steps.isEmpty()) {
            return "[]";
        }
        var out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartArray();
            for (Step step : steps) {
                write(json, step);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", step.id());
        json.writeStringField("name", step.name());
        json.writeStringField("kind", step.kind().name());
        json.writeStringField("task", step.task() == null ? null : step.task().name());
        json.writeStringField("status", step.status().name());
        json.writeStringField("queue", step.queue());
        json.writeStringField(
                "dueAt", step.dueAt() == null ? null : step.dueAt().toString());
        json.writeStringField("assignee", step.assignee());
        json.writeNumberField("attempts", step.attempts());
        json.writeStringField("error", step.error());
        json.writeEndObject();
    }
}
