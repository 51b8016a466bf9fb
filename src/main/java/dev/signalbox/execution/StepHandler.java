package dev.signalbox.execution;

import dev.signalbox.plan.Step;
import dev.signalbox.process.StepDefinition;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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

        /**
         * The receiver was there, and did not do it.
         *
         * @param error what was expected, and what happened
         * @param pause how long the receiver asks to be left alone, if it does
         */
        record Failed(String error, @Nullable Duration pause) implements Result {
            public Failed(String error) {
                this(error, null);
            }
        }

        /** As {@link Failed}, but the receiver was not there, or could not do anything for anybody just now. */
        record Away(String error, @Nullable Duration pause) implements Result {}
    }
}
