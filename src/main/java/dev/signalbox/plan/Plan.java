package dev.signalbox.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Json;
import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import dev.signalbox.process.Due;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.QueueDefinition;
import dev.signalbox.process.Routes.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What will happen to an item after one decision, in order. The first step is ready, the others wait. A plan without steps
 * closes the item at once.
 *
 * @param intended the outcome that is being carried out, once it is known
 */
public record Plan(List<Step> steps, @Nullable String intended) {

    /**
     * The plan that a decision leads to: the stages of its route. {@code carry-out} becomes the steps of the outcome when
     * the rules alone decided; otherwise a reviewer has to name the outcome first.
     *
     * @param firstN the number of its first step
     * @param payload the item as JSON
     */
    public static Plan of(
            ProcessDefinition process, Decision decision, long itemId, int firstN, Instant now, String payload) {
        var steps = new ArrayList<Step>();
        var intended = decision.route() == Route.FULL ? decision.outcome() : null;
        for (Stage stage : stages(process, decision)) {
            int n = firstN + steps.size();
            var readyAt = steps.isEmpty() ? now : null;
            if (stage.isReview()) {
                boolean first = steps.stream().noneMatch(s -> s.kind() == StepKind.HUMAN);
                var queue =
                        first && decision.queue() != null ? decision.queue() : Objects.requireNonNull(stage.queue());
                var task = first && decision.task() != null ? decision.task() : TaskKind.REVIEW;
                var due = readyAt == null
                        ? null
                        : due(process, queue, () -> decision.over(payload), decision.priority(), readyAt);
                steps.add(Step.human(itemId, n, task, queue, decision.priority(), due, null, null));
            } else if (!stage.isCarryOut()) {
                steps.add(Step.automatic(itemId, n, stage.name(), readyAt));
            } else if (intended != null) {
                steps.addAll(carryOut(process, intended, itemId, n, readyAt));
            }
        }
        return new Plan(List.copyOf(steps), intended);
    }

    // Bad data is mended before anything else is planned: the correction makes a plan of its own.
    private static List<Stage> stages(ProcessDefinition process, Decision decision) {
        return decision.task() == TaskKind.CORRECT
                ? List.of(Stage.review(process.quarantine()))
                : process.routes().of(decision.route());
    }

    /** The automatic steps of an outcome; the first is ready when {@code readyAt} is given. */
    static List<Step> carryOut(
            ProcessDefinition process, String outcome, long itemId, int firstN, @Nullable Instant readyAt) {
        var steps = new ArrayList<Step>();
        for (String name : process.outcomes().getOrDefault(outcome, List.of())) {
            steps.add(Step.automatic(itemId, firstN + steps.size(), name, steps.isEmpty() ? readyAt : null));
        }
        return steps;
    }

    /**
     * When a task is due: the queue's time for the item, less the percentage that its priority takes off.
     *
     * @param item as JSON; asked for only where the time hangs on it
     */
    static Instant due(ProcessDefinition process, String queue, Supplier<String> item, int priority, Instant from) {
        QueueDefinition definition = process.queues().get(queue);
        var allowed = definition == null ? Duration.ZERO : allowed(definition.due(), item);
        return from.plus(allowed.multipliedBy(100 - priority).dividedBy(100));
    }

    private static Duration allowed(Due due, Supplier<String> item) {
        var field = due.field();
        if (field == null) {
            return due.usual();
        }
        JsonNode value = Json.read(item.get(), JsonNode.class);
        for (String name : field.split("\\.", -1)) {
            value = value.path(name);
        }
        return due.of(
                value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asText(""));
    }

    public ItemStatus status() {
        return steps.isEmpty() ? ItemStatus.CLOSED : statusWith(steps.get(0).kind());
    }

    static ItemStatus statusWith(StepKind holder) {
        return holder == StepKind.HUMAN ? ItemStatus.AWAITING_REVIEW : ItemStatus.IN_PROGRESS;
    }
}
