package dev.signalbox.plan;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as the API shows it, put together from the JSON parts that are stored. By hand, since every accepted item is answered
 * so: a generator would read all the parts again, letter by letter.
 */
final class ItemJson {
    private static final JsonStringEncoder QUOTING = JsonStringEncoder.getInstance();

    private final StringBuilder json;
    private boolean first = true;

    private ItemJson(StringBuilder json) {
        this.json = json;
    }

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
        var json = new StringBuilder(payload.length() + decision.length() + steps.length() + 256);
        new ItemJson(json)
                .text("id", Ids.text(id))
                .text("process", process)
                .text("status", status.name())
                .text("receivedAt", receivedAt.toString())
                .raw("payload", payload)
                .raw("decision", decision)
                .raw("steps", steps)
                .text("intended", intended)
                .text("outcome", outcome)
                .text("closedAt", closedAt == null ? null : closedAt.toString())
                .end();
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String steps(List<Step> steps) {
        var json = new StringBuilder(steps.size() * 192 + 2).append('[');
        for (Step step : steps) {
            if (json.length() > 1) {
                json.append(',');
            }
            write(new ItemJson(json), step);
        }
        return json.append(']').toString();
    }

    private static void write(ItemJson json, Step step) {
        json.text("id", step.id())
                .text("name", step.name())
                .text("kind", step.kind().name())
                .text("task", step.task() == null ? null : step.task().name())
                .text("status", step.status().name())
                .text("queue", step.queue())
                .text("dueAt", step.dueAt() == null ? null : step.dueAt().toString())
                .text("assignee", step.assignee())
                .raw("attempts", Integer.toString(step.attempts()))
                .text("error", step.error())
                .end();
    }

    private ItemJson text(String field, @Nullable String value) {
        if (value == null) {
            return raw(field, "null");
        }
        name(field).append('"');
        QUOTING.quoteAsString(value, json);
        json.append('"');
        return this;
    }

    private ItemJson raw(String field, String value) {
        name(field).append(value);
        return this;
    }

    private StringBuilder name(String field) {
        json.append(first ? '{' : ',').append('"').append(field).append("\":");
        first = false;
        return json;
    }

    private void end() {
        json.append('}');
    }
}
