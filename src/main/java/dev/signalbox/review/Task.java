package dev.signalbox.review;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.signalbox.item.Problem;
import dev.signalbox.item.TaskKind;
import dev.signalbox.plan.StepStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A HUMAN step, as a reviewer sees it. Its fields are those of the API.
 *
 * @param priority 0 to 100, already counted in {@code dueAt}
 * @param dueAt null while other tasks of the item come before it
 * @param suggested the outcome that the rules suggest, or null
 * @param resolves the failed step that a RESOLVE task is about, and {@code error} what went wrong there
 * @param payload the item's data, a JSON object
 */
public record Task(
        String id,
        String itemId,
        String process,
        String queue,
        TaskKind kind,
        StepStatus status,
        int priority,
        @Nullable Instant dueAt,
        @Nullable String assignee,
        @Nullable Instant leaseUntil,
        List<String> reasons,
        List<String> questions,
        @Nullable String suggested,
        List<Problem> problems,
        @Nullable String resolves,
        @Nullable String error,
        @JsonRawValue String payload) {}
