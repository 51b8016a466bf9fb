package dev.signalbox.web.pages;

import dev.signalbox.intake.WhyNot;
import dev.signalbox.item.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would have let the machine do it.
 *
 * @param turns one field each
 * @param nearest when there are none: FULL rules that come closest
 * @param tried how many changes were tried
 */
public record Turns(List<Turn> turns, List<Near> nearest, int tried) {

    /** A field, its value and what it would have to be; and the outcome then. */
    public record Turn(String field, String from, String to, String outcome) {}

    /** A rule that would match, and the first thing that is then in the way. */
    public record Near(String rule, String field, String to, String but) {}

    public static Turns of(WhyNot why) {
        return new Turns(
                why.changes().stream()
                        .map(change -> {
                            var edit = change.edits().get(0);
                            return new Turn(
                                    Labels.path(edit.field()),
                                    text(edit.from()),
                                    text(edit.to()),
                                    String.valueOf(change.outcome()));
                        })
                        .toList(),
                why.nearest().stream()
                        .map(near -> new Near(
                                near.rule(),
                                Labels.path(near.edit().field()),
                                text(near.edit().to()),
                                near.reasons().get(0)))
                        .toList(),
                why.tried());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "nothing" : String.valueOf(value);
    }
}
