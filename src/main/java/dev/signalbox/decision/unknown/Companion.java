package dev.signalbox.decision.unknown;

import java.util.Set;

/**
 * What stands beside a rule, to tell what it would have said of what is missing.
 *
 * @param rule the rule's name
 * @param kind what it tells
 * @param outcomes what the rule's FULL votes name; empty when that is not known before it speaks
 * @param told false when the rule could not be read three-valued, and counts as unchecked wherever anything is missing
 *     that it reads
 * @param reads the fields whose absence would matter to it
 */
public record Companion(String rule, Kind kind, Set<String> outcomes, boolean told, Set<Field> reads) {

    Companion untold() {
        return new Companion(rule, kind, outcomes, false, reads);
    }

    /** What a companion tells. */
    public enum Kind {
        /** That a rule which votes for caution might hold. */
        CAUTION,
        /** That a rule which votes FULL might hold: another outcome would be a disagreement. */
        OUTCOME,
        /** That a rule which votes FULL surely holds. */
        GROUND
    }
}
