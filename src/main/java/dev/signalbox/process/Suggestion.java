package dev.signalbox.process;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The word that somebody who mistyped it probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** The nearest of the words, when it differs in no more than two letters in five. */
    public static Optional<String> of(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> distance(typed, word) <= Math.max(1, word.length() * 2 / 5))
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    /** The nearest word as a fault suggests it, {@code did you mean 'examiners'?}, or null. */
    public static @Nullable String question(String typed, Collection<String> words) {
        return of(typed, words).map(word -> "did you mean '" + word + "'?").orElse(null);
    }

    /** Levenshtein's distance, upper and lower case alike. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
