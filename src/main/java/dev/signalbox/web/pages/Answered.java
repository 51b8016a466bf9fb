package dev.signalbox.web.pages;

import dev.signalbox.item.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a task's form and could not send, to be shown again.
 *
 * @param fields the text of the item's fields, by path
 * @param removed paths of list elements to take out
 * @param problems what is wrong with the item as it was typed; null when that was not looked at
 */
public record Answered(
        Map<String, String> fields,
        Set<String> removed,
        String outcome,
        String note,
        String action,
        boolean any,
        @Nullable List<Problem> problems) {
    public static final Answered NOTHING = new Answered(Map.of(), Set.of(), "", "", "", false, null);

    public static Answered of(Form form) {
        return new Answered(
                form.fields(), form.removed(), form.get("outcome"), form.get("note"), form.get("action"), true, null);
    }

    /** The same, with what is wrong with it. */
    public Answered wrong(List<Problem> found) {
        return new Answered(fields, removed, outcome, note, action, any, found);
    }
}
