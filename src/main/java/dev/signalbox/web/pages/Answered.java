package dev.signalbox.web.pages;

import dev.signalbox.web.pages.TaskPage.Typed;
import java.util.Map;

/**
 * What somebody typed into a task's form and could not send, to be shown again.
 *
 * @param fields the text of the item's fields, by path
 */
public record Answered(Map<String, String> fields, String outcome, Typed typed) {
    public static final Answered NOTHING = new Answered(Map.of(), "", Typed.NOTHING);

    public static Answered of(Form form) {
        return new Answered(form.fields(), form.get("outcome"), new Typed(form.get("note"), form.get("action"), true));
    }
}
