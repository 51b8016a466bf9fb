package dev.signalbox.decision;

import dev.signalbox.item.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * What a rule can say, as {@code route} in the rules of every pack. This is the rule writer's whole vocabulary: renaming
 * a verb breaks packs. Each verb is a vote; the most cautious one wins, whatever the order in which rules speak. An
 * outcome, queue or field that the pack does not declare makes the rule fail, and the item goes to a person.
 */
public final class RuleVerbs {
    private final Ballot ballot;

    RuleVerbs(Ballot ballot) {
        this.ballot = ballot;
    }

    /** Votes that no person is needed: the item may end with this outcome. */
    public void full(String outcome, String reason) {
        ballot.full(outcome, said("a reason", reason));
    }

    /** Votes that the machine prepares and a person confirms. */
    public Advice partial(String reason) {
        return ballot.partial(said("a reason", reason));
    }

    /** Votes that a person decides. */
    public Advice manual(String reason) {
        return ballot.manual(said("a reason", reason));
    }

    /**
     * Reports a fault in the data, which sends the item to be corrected.
     *
     * @param field a path such as {@code lines[2].amount}, or empty for the whole item
     * @param message readable after the field's name: {@code is after the day the claim was received}
     */
    public void problem(String field, String message) {
        ballot.problem(said("a field", field), said("a message", message));
    }

    /**
     * Fills in a field of what is shown and sent on. Rules go on seeing the item as it came; two values for one field
     * make the item MANUAL.
     */
    public void set(String field, @Nullable Object value) {
        ballot.set(said("a field", field), value);
    }

    /** Makes it more urgent: 0 to 100 percent are taken off the time its queue allows. The highest counts. */
    public void priority(int percent) {
        ballot.priority(percent);
    }

    static String said(String what, @Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("Expected " + what + ", but there is none");
        }
        if (!Bounds.isText(text)) {
            throw new IllegalArgumentException(
                    "Expected " + what + " that can be stored, but it has NUL or half a letter in it");
        }
        return text;
    }
}
