package dev.signalbox.intake;

import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the machine may not do an item by itself.
 *
 * @param route as decided now, by the live rules
 * @param rules those in the way, with the values they saw
 * @param unchecked rules that could not be checked, and for want of what
 * @param problems faults in the data, which come before everything
 * @param nearest when no FULL rule matched: the ones that would with one field changed, though others stay in the way
 * @param changes each the smallest to its field that makes the item FULL, smallest first. Each was tried: decided again, the
 *     item is FULL. Empty when no change that was tried does it
 * @param tried how many changes were tried
 */
public record WhyNot(
        Route route,
        List<String> reasons,
        List<MatchedRule> rules,
        List<String> unchecked,
        List<Problem> problems,
        List<Nearest> nearest,
        List<Change> changes,
        int tried) {

    /**
     * One field, and what it would have to be.
     *
     * @param field its path
     * @param from as it is; null when it is missing
     * @param to what it would be; null when it would be missing
     */
    public record Edit(
            String field, @Nullable Object from, @Nullable Object to) {}

    /** A FULL rule that matches after the edit, and what then is in the way. */
    public record Nearest(String rule, Edit edit, List<String> reasons) {}

    /** Edits that make the item FULL, and what becomes of it then. */
    public record Change(List<Edit> edits, @Nullable String outcome, List<String> rules) {}
}
