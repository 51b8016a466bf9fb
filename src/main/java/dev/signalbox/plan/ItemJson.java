package dev.signalbox.plan;

import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.JsonText;
import java.nio.charset.StandardCharsets;
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
        var json = new StringBuilder(payload.length() + decision.length() + steps.length() + 256);
        new JsonText(json)
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
        var json = new StringBuilder(steps.size() * 224 + 2);
        new JsonText(json).objects(steps, ItemJson::step);
        return json.toString();
    }

    private static void step(JsonText json, Step step) {
        json.text("id", step.id())
                .text("name", step.name())
                .text("kind", step.kind().name())
                .text("task", step.task() == null ? null : step.task().name())
                .text("status", step.status().name())
                .text("queue", step.queue())
                .text("dueAt", step.dueAt() == null ? null : step.dueAt().toString())
                .text("assignee", step.assignee())
                .raw("attempts", Integer.toString(step.attempts()))
                .text("error", step.error());
    }
}
