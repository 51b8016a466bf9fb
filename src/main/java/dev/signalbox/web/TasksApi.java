package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.review.Answer;
import dev.signalbox.review.Answer.Action;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import dev.signalbox.review.Task;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One task: reading, claiming, giving back, completing. */
final class TasksApi {
    private static final List<String> ANSWER = List.of("outcome", "note", "payload", "action");

    private final Reviews reviews;
    private final Completion completion;

    TasksApi(Reviews reviews, Completion completion) {
        this.reviews = reviews;
        this.completion = completion;
    }

    void mount(Endpoints endpoints) {
        endpoints.get("/v1/tasks/{id}", this::task);
        endpoints.postLater("/v1/tasks/{id}/claim", (context, body) -> {
            RequestJson.requireNone(body);
            return reviews.claim(id(context), actor(context), expected(context)).thenApply(TasksApi::changed);
        });
        endpoints.postLater("/v1/tasks/{id}/release", (context, body) -> {
            RequestJson.requireNone(body);
            return reviews.release(id(context), actor(context), expected(context))
                    .thenApply(TasksApi::changed);
        });
        endpoints.postLater("/v1/tasks/{id}/complete", this::complete);
    }

    private Reply task(RoutingContext context) {
        var task = reviews.find(id(context))
                .orElseThrow(() -> Refusal.notFound(
                        "Expected the id of a task, but there is no task '" + Words.shown(id(context)) + "'"));
        return EntityTag.tagged(context.request(), Reply.json(task));
    }

    private CompletionStage<Reply> complete(RoutingContext context, byte[] body) {
        String actor = actor(context);
        ContentType.require(context.request(), ContentType.JSON);
        return completion
                .complete(id(context), actor, answer(RequestJson.object(body)), expected(context))
                .thenApply(TasksApi::changed);
    }

    private static @Nullable Consumer<Task> expected(RoutingContext context) {
        return EntityTag.expected(context.request());
    }

    private static Reply changed(Task task) {
        var reply = Reply.json(task);
        return reply.with("ETag", EntityTag.of(reply.body()));
    }

    private static Answer answer(JsonNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!ANSWER.contains(name)) {
                throw new Refusal(
                        ProblemKind.SUPERFLUOUS,
                        "Expected only " + String.join(", ", ANSWER) + ", but there is '" + Words.shown(name) + "'");
            }
        });
        var payload = json.get("payload");
        if (payload != null && !payload.isNull() && !payload.isObject()) {
            throw malformed("Expected payload to be an object of fields, but it is a " + RequestJson.kind(payload));
        }
        return new Answer(
                text(json, "outcome"),
                text(json, "note"),
                payload == null || payload.isNull() ? null : payload.toString(),
                action(text(json, "action")));
    }

    private static @Nullable String text(JsonNode json, String name) {
        var value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw malformed("Expected " + name + " to be text, but it is a " + RequestJson.kind(value));
        }
        if (value.textValue().length() > Answer.LONGEST_TEXT) {
            throw malformed(Answer.tooLong(name, value.textValue()));
        }
        return value.textValue();
    }

    private static @Nullable Action action(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(Action.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> malformed("Expected action to be one of " + Arrays.toString(Action.values())
                        + ", but was '" + Words.shown(name) + "'"));
    }

    private static Refusal malformed(String detail) {
        return new Refusal(ProblemKind.MALFORMED_BODY, detail);
    }

    private static String id(RoutingContext context) {
        return context.pathParam("id");
    }

    private static String actor(RoutingContext context) {
        return Actor.required(context.request());
    }
}
