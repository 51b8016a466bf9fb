package dev.signalbox.review;

import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says to complete a task. Which parts are needed depends on its kind.
 *
 * @param outcome REVIEW: one of the process's outcomes. CORRECT: the same, when the data cannot be mended. RESOLVE: with
 *     CLOSE
 * @param note why, in the reviewer's words
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
