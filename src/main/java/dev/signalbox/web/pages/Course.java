package dev.signalbox.web.pages;

import dev.signalbox.plan.StepStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an item and what will: its steps, its history, the decisions that corrections replaced.
 *
 * @param came the bytes as they came, as text
 */
public record Course(List<StepLine> steps, List<Entry> history, List<Why> earlier, String came) {

    /**
     * One step.
     *
     * @param what a step's or queue's name
     * @param by who does it: a queue or the machine
     * @param note what became of it: outcome, note, error
     * @param when it was done, or is due, or null
     */
    public record StepLine(
            int n,
            String what,
            String by,
            StepStatus status,
            String statusWords,
            String note,
            @Nullable Moment when) {}

    /**
     * One line of history.
     *
     * @param kind what the actor is: a person, a system, the engine, rules
     */
    public record Entry(Moment at, String actor, String kind, String event, String detail) {}
}
