package dev.signalbox.review;

import dev.signalbox.item.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says to complete a task. Which parts are needed depends on its kind; a part that has no place there is
 * refused, for it would be lost.
 *
 * @param outcome REVIEW: one of the process's outcomes. CORRECT: the same, when the data cannot be mended. RESOLVE: with
 *     CLOSE
 * @param note why, in the reviewer's words; of any kind
 * @param payload CORRECT: a JSON object of the fields to change; null takes a field away
 * @param action RESOLVE: what becomes of the failed step
 */
public record Answer(
        @Nullable String outcome,
        @Nullable String note,
        @Nullable String payload,
        @Nullable Action action) {
    /** Characters of an outcome or a note. */
    public static final int LONGEST_TEXT = 10_000;

    public static String tooLong(String name, String text) {
        return "Expected " + name + " to have at most " + LONGEST_TEXT + " characters, but it has " + text.length();
    }

    /** @throws BadAnswer when it says more than a task of this kind asks, or contradicts itself */
    void requireFit(TaskKind kind) {
        switch (kind) {
            case REVIEW -> {
                absent("payload", payload, "a REVIEW is answered with outcome and note");
                absent("action", action, "a REVIEW is answered with outcome and note");
            }
            case CORRECT -> {
                absent("action", action, "a CORRECT is answered with payload or outcome, and note");
                if (payload != null) {
                    absent("outcome", outcome, "the payload mends the data, and the item is decided again");
                } else if (outcome == null) {
                    throw new BadAnswer(
                            "Expected payload with the fields to change, or outcome, but there is none of the two");
                }
            }
            case RESOLVE -> {
                absent("payload", payload, "a RESOLVE is answered with action, outcome and note");
                if (action == Action.RETRY || action == Action.SKIP) {
                    absent("outcome", outcome, "the item goes on after " + action + ": only CLOSE ends it");
                }
            }
        }
    }

    private static void absent(String name, @Nullable Object part, String because) {
        if (part != null) {
            throw new BadAnswer("Expected no " + name + ", because " + because + ", but there is one");
        }
    }

    /** What becomes of a failed step. */
    public enum Action {
        /** Try it again, with all its attempts. */
        RETRY,
        /** Go on without it; needs a note. */
        SKIP,
        /** End the item by hand; needs an outcome. */
        CLOSE
    }
}
