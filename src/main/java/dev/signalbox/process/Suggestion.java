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

    /** Levenshtein's distance, where two letters that changed places count once, upper and lower case alike. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : nearest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int nearest(int[][] rows, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int replaced = rows[i - 1][j - 1] + (same ? 0 : 1);
        int shortest = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(shortest, 1 + rows[i - 2][j - 2]) : shortest;
    }
}
