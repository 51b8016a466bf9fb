package dev.signalbox.execution;

import dev.signalbox.plan.Step;
import dev.signalbox.process.StepDefinition;
import java.util.concurrent.CompletableFuture;

/** Carries out one kind of automatic step. A seam. The same step may be run more than once: its id stays the same. */
public interface StepHandler {

    /**
     * Tries once. Failure is a value, never an exception.
     *
     * @param item the item as the API shows it, JSON in UTF-8
     */
    CompletableFuture<Result> run(StepDefinition definition, Step step, byte[] item);

    /** How a try ended. */
    sealed interface Result {
        /** @param note what the other side answered */
        record Done(String note) implements Result {}

        /** @param error what was expected, and what happened */
        record Failed(String error) implements Result {}
    }
}
