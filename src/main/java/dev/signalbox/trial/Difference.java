package dev.signalbox.trial;

import dev.signalbox.trial.Expected.Part;
import java.util.List;
import java.util.Locale;

/**
 * Where a decision is not what an example expects.
 *
 * @param missing expected, but not so
 * @param surplus so, but not expected
 */
public record Difference(Part of, List<String> missing, List<String> surplus) {

    public String part() {
        return of.name().toLowerCase(Locale.ROOT);
    }

    /** Stands for words when there are none. */
    public String nothing() {
        return of.isList() ? "no other" : Expected.NONE;
    }

    @Override
    public String toString() {
        return "Expected " + part() + " " + words(missing) + ", but was " + words(surplus);
    }

    private String words(List<String> words) {
        return words.isEmpty() ? nothing() : String.join("; ", words);
    }
}
