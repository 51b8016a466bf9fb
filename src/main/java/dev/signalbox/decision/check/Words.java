package dev.signalbox.decision.check;

import dev.signalbox.process.Suggestion;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How faults are put, so that the same fault reads the same wherever it is found. */
final class Words {
    private Words() {}

    static String noField(String type, String field) {
        return type + " has no field '" + field + "'";
    }

    static String noType(String name) {
        return "no type '" + name + "' is declared";
    }

    static String noFunction(String name) {
        return "there is no function '" + name + "'";
    }

    static String noVariable(String name) {
        return "no condition of the rule binds '" + name + "'";
    }

    /** The nearest word, or all of them when there are few and none is near. */
    static @Nullable String help(String typed, Collection<String> words, String what) {
        String near = Suggestion.question(typed, words);
        if (near != null || words.isEmpty() || words.size() > 12) {
            return near;
        }
        return what + " " + String.join(", ", words);
    }
}
