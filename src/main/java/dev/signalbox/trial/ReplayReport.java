package dev.signalbox.trial;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of items of the past.
 *
 * @param source where the items are from
 * @param judgedAt the moment by which items were judged that bring none of their own
 * @param items how many were decided
 * @param refused how many are no items, such as broken lines; not counted in anything else
 * @param refusals the first of them
 * @param before the rules
 * @param after the rules they are compared with, or null
 * @param change what changes from the ones to the others, or null
 */
public record ReplayReport(
        String process,
        String title,
        String source,
        Instant judgedAt,
        double minutesPerReview,
        long items,
        long refused,
        List<String> refusals,
        Side before,
        @Nullable Side after,
        @Nullable Change change) {

    /** A number of items, and its share of all, from 0 to 1. */
    public record Count(String name, long items, double share) {}

    /**
     * What one set of rules did.
     *
     * @param routes by route and, with FULL, outcome
     * @param rules each rule of the pack in its order, with the items it matched
     * @param problems faulty fields, most frequent first
     * @param standard the share of items that fit the standard pattern: FULL
     * @param variants all other items, put together by the rules that matched and the fields at fault, largest first
     * @param unmatched items that no rule spoke of
     * @param reviews how often a person has to look
     * @param truth beside what people decided, or null
     */
    public record Side(
            String folder,
            String version,
            List<Count> routes,
            List<Count> rules,
            List<Count> problems,
            Count standard,
            List<Variant> variants,
            Count unmatched,
            List<String> unmatchedItems,
            long reviews,
            double reviewHours,
            @Nullable Agreement truth) {}

    /** Items that are alike in what was said of them; with neither rules nor problems, the reason stands for the rules. */
    public record Variant(String lane, List<String> rules, List<String> problems, long items, double share) {}

    /**
     * FULL beside what people decided.
     *
     * @param decided items of which that is known
     * @param coverage the share of those that are FULL
     * @param precision the share of those FULL whose outcome is what people decided; null when there are none
     * @param contradictions the first of those that are not
     */
    public record Agreement(
            String column,
            long decided,
            long full,
            double coverage,
            long right,
            long wrong,
            @Nullable Double precision,
            List<Contradiction> contradictions) {}

    /**
     * What changes.
     *
     * @param moved items whose route, outcome or queue changes
     * @param ways how many items go from where to where, those that stay included
     * @param items the moved ones by name, in the order they came; the first million
     * @param reviewHours added, or when negative saved
     */
    public record Change(long moved, List<Way> ways, List<Moved> items, double reviewHours) {}

    /** From one lane to another. */
    public record Way(String from, String to, long items) {}

    /**
     * An item whose route, outcome or queue changes.
     *
     * @param item its key, or its row
     * @param from what was to become of it
     * @param to what becomes of it
     * @param gone rules that matched it only before
     * @param come rules that match it only now
     */
    public record Moved(String item, long row, String from, String to, List<String> gone, List<String> come) {}

    /** An item whose FULL outcome is not what people decided. */
    public record Contradiction(String item, String outcome, String truth) {}
}
