package dev.signalbox.decision.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a regular expression as a text of the rules holds it. */
final class PatternText {
    /** Methods whose first value is a pattern. */
    static final Set<String> METHODS = Set.of("matches", "replaceAll", "replaceFirst", "split", "compile");

    private static final List<Character> QUOTED = List.of('\\', '"', '\'');

    private PatternText() {}

    /** @param at letters from the first quote */
    record Found(int at, String message, @Nullable String help) {}

    /**
     * The first fault.
     *
     * @param written between the quotes, as it stands there
     * @param pattern what that means
     */
    static Optional<Found> fault(String written, String pattern) {
        for (int i = 0; i + 1 < written.length(); i++) {
            if (written.charAt(i) == '\\') {
                char next = written.charAt(++i);
                if (!QUOTED.contains(next)) {
                    return Optional.of(new Found(i, alone(next), cure(next)));
                }
            }
        }
        try {
            var unused = Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            String why = e.getDescription().isEmpty() ? "" : ": " + lower(e.getDescription());
            return Optional.of(new Found(0, "the pattern cannot be read" + why, help(pattern, e.getDescription())));
        }
    }

    static String alone(char next) {
        return "a backslash stands alone: \\" + next;
    }

    static String cure(char next) {
        return "write \\\\" + next;
    }

    private static String lower(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static @Nullable String help(String pattern, String why) {
        if (why.startsWith("Dangling")) {
            return "write " + pattern.replaceAll("^\\*|\\*$", ".*") + ", where .* is any letters";
        }
        return why.toLowerCase(Locale.ROOT).contains("group") || why.contains("closing")
                ? "write \\\\( for a bracket that is meant as such"
                : null;
    }
}
