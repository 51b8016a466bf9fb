package dev.signalbox.binding;

import dev.signalbox.item.Problem;
import java.util.ArrayList;
import java.util.List;

/** Problems or warnings as they are found. The first hundred are enough: a body of nothing but faults must not grow. */
final class Findings {
    private static final int MOST = 100;
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_QUOTE = 60;

    private List<Problem> found = List.of();
    private int more;

    void add(Path at, String message, String value) {
        if (found.isEmpty()) {
            found = new ArrayList<>();
        }
        found.add(new Problem(cut(at.toString(), LONGEST_VALUE), message, cut(value, LONGEST_VALUE)));
    }

    /** To be asked before {@link #add}, so that no text is made for what will not be listed. */
    boolean takesAnother() {
        if (found.size() < MOST) {
            return true;
        }
        more++;
        return false;
    }

    List<Problem> list() {
        if (more > 0) {
            found.add(new Problem("", "has " + more + " more such findings, not listed", null));
        }
        return found;
    }

    /** A text as a message shows it: {@code 'N/A'}. */
    static String quoted(String text) {
        return "'" + cut(text, LONGEST_QUOTE) + "'";
    }

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        // Half a surrogate pair is no text.
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
