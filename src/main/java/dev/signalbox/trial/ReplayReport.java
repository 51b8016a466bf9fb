package dev.signalbox.trial;

import dev.signalbox.decision.SeenData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of items of the past.
 *
 * @param source where the items are from
 * @param judgedAt the moment by which items were judged that bring none of their own
 * @param items how many were decided
 * @param remarks what is to be known of the source before any figure, such as headings that it lacks
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
        List<String> remarks,
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
     * @param rules each rule of the pack in its order
     * @param problems faulty fields, most frequent first
     * @param tables the reference tables, with the items that found a row
     * @param unseen values that rules name and no item has
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
            List<Ruled> rules,
            List<Faulty> problems,
            List<Looked> tables,
            List<SeenData.Unseen> unseen,
            Count standard,
            List<Variant> variants,
            Count unmatched,
            List<String> unmatchedItems,
            long reviews,
            double reviewHours,
            @Nullable Agreement truth) {}

    /**
     * A rule of the pack.
     *
     * @param items that it matched
     * @param decided those of which it said what came of them; null of a rule that only fills in or hastens
     * @param stopped how many of the others were decided by what stopped it most often
     * @param stoppedBy another rule or the reason, or null when nothing ever did
     */
    public record Ruled(
            String name,
            long items,
            double share,
            @Nullable Long decided,
            long stopped,
            @Nullable String stoppedBy) {}

    /** Items with a fault in one field, and why, most frequent first. */
    public record Faulty(String name, long items, double share, List<Why> why) {}

    /**
     * What is wrong with a field.
     *
     * @param message with … for what differs from item to item
     * @param example a value that it was said of, or null
     * @param place where that item stands: its line
     */
    public record Why(String message, long items, @Nullable String example, String place) {}

    /**
     * A reference table.
     *
     * @param items those that have the table's whole key
     * @param found those of them that found a row
     * @param share of the found; null when no item has the key
     */
    public record Looked(
            String name, long items, long found, @Nullable Double share) {}

    /** Items that are alike in what was said of them; with neither rules nor problems, the reason stands for the rules. */
    public record Variant(String lane, List<String> rules, List<String> problems, long items, double share) {}

    /**
     * FULL, and what was suggested, beside what people decided.
     *
     * @param decided items of which that is known
     * @param coverage the share of those that are FULL
     * @param precision the share of those FULL whose outcome is what people decided; null when there are none
     * @param low the lower end of the interval (Wilson, 95 %) that the precision lies in
     * @param high its upper end
     * @param undecided FULL items of which nothing is known: nobody judged them
     * @param rules each rule that made an item FULL, with its outcome
     * @param outcomes each FULL outcome
     * @param suggestions each outcome that was suggested to a person, by route
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
            double low,
            double high,
            long undecided,
            List<Precision> rules,
            List<Precision> outcomes,
            List<Precision> suggestions,
            List<Contradiction> contradictions) {}

    /**
     * How often one outcome was what people decided.
     *
     * @param name the rule's, the outcome's or the route's
     * @param decided items of which that is known
     * @param undecided the others
     * @param precision the share of the right; null when nobody decided any
     * @param low the lower end of the interval (Wilson, 95 %) that it lies in
     * @param high its upper end
     */
    public record Precision(
            String name,
            String outcome,
            long decided,
            long right,
            long undecided,
            @Nullable Double precision,
            double low,
            double high) {}

    /**
     * What changes.
     *
     * @param moved items whose route, or outcome with FULL, changes: as many as the ways that lead elsewhere say together
     * @param ways how many items go from where to where, those that stay included
     * @param advised items that stay where they are while their suggestion or queue changes
     * @param advice how many of these get which: adds up to {@code advised}
     * @param items the moved and the advised by name, in the order they came; the first million
     * @param renamed rules that have another name and the same conditions
     * @param reviewHours added, or when negative saved
     */
    public record Change(
            long moved,
            List<Way> ways,
            long advised,
            List<Way> advice,
            List<Moved> items,
            List<Renamed> renamed,
            double reviewHours) {}

    /** A rule's former name and its new one. */
    public record Renamed(String from, String to) {}

    /** From one lane to another. */
    public record Way(String from, String to, long items) {}

    /**
     * An item whose route, outcome or queue changes.
     *
     * @param item its key, or its row
     * @param moves whether its route changes, or its outcome with FULL; else its suggestion or queue does
     * @param from what was to become of it
     * @param to what becomes of it
     * @param gone rules that matched it only before
     * @param come rules that match it only now
     */
    public record Moved(
            String item, long row, boolean moves, String from, String to, List<String> gone, List<String> come) {}

    /** An item whose FULL outcome is not what people decided. */
    public record Contradiction(String item, String outcome, String truth) {}
}
