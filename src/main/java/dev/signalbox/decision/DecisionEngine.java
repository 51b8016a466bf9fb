package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one pack version, ready to decide. A seam: everything that goes in and comes out is a plain serialisable
 * value, so that rules can run in a process of their own. Safe for use by many threads.
 */
public interface DecisionEngine extends AutoCloseable {

    /** The shape of the items it decides. */
    ItemType type();

    /** Its rules in the order of the pack: files by path, rules as written. */
    List<WrittenRule> rules();

    /**
     * What its rules and tables compare an item's fields with: where a decision may turn. By the path of the field, {@code
     * lines[].amount} inside a list; values as text, dates in ISO form.
     */
    Map<String, List<String>> levers();

    /** One decision for each case, in order. Never throws for what a rule or an item does: that is part of a decision. */
    List<Decision> decide(List<Case> batch);

    /** Why its rules decide no more and every item goes to the fallback queue, or null while they do. */
    @Nullable
    String withdrawn();

    /** Frees the compiled rules. */
    @Override
    void close();
}
