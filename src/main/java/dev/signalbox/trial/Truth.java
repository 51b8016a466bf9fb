package dev.signalbox.trial;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people decided, put into the outcomes of a process.
 *
 * @param column that holds it
 * @param outcomes by the words in the column; other words mean that nothing is known
 */
public record Truth(String column, Map<String, String> outcomes) {

    @Nullable
    String outcome(@Nullable String word) {
        return word == null ? null : outcomes.get(word.strip());
    }
}
