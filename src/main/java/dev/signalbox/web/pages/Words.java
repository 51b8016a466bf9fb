package dev.signalbox.web.pages;

import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import java.text.Bidi;
import java.util.Locale;

/** Names and figures as people read them. */
public final class Words {
    private Words() {}

    /** A name or key within a sentence: when it runs from right to left, so that it leaves the order of the rest alone. */
    static String apart(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length()) ? "\u2068" + text + "\u2069" : text;
    }

    /** {@code 8,855}. */
    public static String count(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }

    /** {@code 1 task}, {@code 8,855 tasks}. */
    public static String count(long n, String noun) {
        return count(n) + " " + (n == 1 ? noun : noun + "s");
    }

    /**
     * A share in percent with one decimal. Only none and all read 0 % and 100 %: a rounded figure must not hide the few
     * that are different.
     */
    public static String percent(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        if (part == 0 || part == whole) {
            return part == 0 ? "0\u00a0%" : "100\u00a0%";
        }
        double exact = Math.min(99.9, Math.max(0.1, 100.0 * part / whole));
        return String.format(Locale.ENGLISH, "%.1f\u00a0%%", exact);
    }

    /** What is asked of a person, on a button or a heading. */
    public static String kind(TaskKind kind) {
        return switch (kind) {
            case REVIEW -> "Review";
            case CORRECT -> "Correct";
            case RESOLVE -> "Resolve";
        };
    }

    /** Who decides on a route. */
    public static String route(Route route) {
        return switch (route) {
            case FULL -> "rules decide";
            case PARTIAL -> "a person confirms";
            case MANUAL -> "a person decides";
        };
    }

    /** What a rule's verb did. */
    public static String verb(String verb) {
        return switch (verb) {
            case "full" -> "votes FULL";
            case "partial" -> "votes PARTIAL";
            case "manual" -> "votes MANUAL";
            case "problem" -> "found a problem";
            case "set" -> "filled in a field";
            case "priority" -> "set the priority";
            default -> verb;
        };
    }
}
