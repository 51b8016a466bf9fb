package dev.signalbox.plan;

import dev.signalbox.item.Ids;
import dev.signalbox.item.TaskKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an item's plan.
 *
 * @param n counts an item's steps from 1
 * @param task what a person is asked; null for an automatic step
 * @param queue where a HUMAN step waits
 * @param dueAt when a HUMAN step is due; null until it is ready
 * @param assignee who holds or held it
 * @param attempts how often an automatic step was tried, without tries at a receiver that was away
 * @param nextTry when a ready automatic step may start
 * @param resolves the n of the failed step that a RESOLVE task is about
 * @param error what went wrong last
 * @param outcome what a reviewer chose
 */
public record Step(
        long itemId,
        int n,
        String name,
        StepKind kind,
        @Nullable TaskKind task,
        StepStatus status,
        @Nullable String queue,
        int priority,
        @Nullable Instant dueAt,
        @Nullable String assignee,
        @Nullable Instant leaseUntil,
        int attempts,
        @Nullable Instant nextTry,
        @Nullable Integer resolves,
        @Nullable String error,
        @Nullable String outcome,
        @Nullable String note,
        @Nullable Instant doneAt) {

    public String id() {
        return Ids.step(itemId, n);
    }

    static Step automatic(long itemId, int n, String name, @Nullable Instant readyAt) {
        return new Step(
                itemId,
                n,
                name,
                StepKind.AUTOMATIC,
                null,
                readyAt == null ? StepStatus.WAITING : StepStatus.READY,
                null,
                0,
                null,
                null,
                null,
                0,
                readyAt,
                null,
                null,
                null,
                null,
                null);
    }

    static Step human(
            long itemId,
            int n,
            TaskKind task,
            String queue,
            int priority,
            @Nullable Instant dueAt,
            @Nullable Integer resolves,
            @Nullable String error) {
        return new Step(
                itemId,
                n,
                task.name().toLowerCase(java.util.Locale.ROOT),
                StepKind.HUMAN,
                task,
                dueAt == null ? StepStatus.WAITING : StepStatus.READY,
                queue,
                priority,
                dueAt,
                null,
                null,
                0,
                null,
                resolves,
                error,
                null,
                null,
                null);
    }
}
