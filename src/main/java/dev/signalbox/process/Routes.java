package dev.signalbox.process;

import dev.signalbox.item.Route;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens on each route, in order. Each ends with {@link Stage#CARRY_OUT}; {@code full} holds no review, the others
 * at least one.
 */
public record Routes(
        @NotEmpty(message = Words.FILLED) List<Stage> full,
        @NotEmpty(message = Words.FILLED) List<Stage> partial,
        @NotEmpty(message = Words.FILLED) List<Stage> manual) {

    public List<Stage> of(Route route) {
        return switch (route) {
            case FULL -> full;
            case PARTIAL -> partial;
            case MANUAL -> manual;
        };
    }

    /**
     * One stage: {@code carry-out} (the outcome's steps), {@code review: queue}, or the name of an automatic step.
     *
     * @param name {@code carry-out}, {@code review} or the step's name
     * @param queue the queue of a review, otherwise null
     */
    public record Stage(String name, @Nullable String queue) {
        static final String REVIEW = "review";
        public static final Stage CARRY_OUT = new Stage("carry-out", null);

        public static Stage review(String queue) {
            return new Stage(REVIEW, queue);
        }

        public boolean isReview() {
            return queue != null;
        }

        public boolean isCarryOut() {
            return equals(CARRY_OUT);
        }
    }
}
