package dev.signalbox.process;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Identifiers that look alike and are not: with spaces and signs that nobody sees, or letters in parts. */
public final class Identifiers {
    /** Signs without a shape of their own that Unicode counts as letters, marks or symbols. */
    private static final String UNSEEN = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private static final String JOINERS = "\u200C\u200D\uFE0F";

    private Identifiers() {}

    /** Whether there is nothing to normalise, which is so of most. */
    static boolean isPlain(String text) {
        int last = text.length() - 1;
        if (last >= 0 && (text.charAt(0) <= ' ' || text.charAt(last) <= ' ')) {
            return false;
        }
        for (int i = 0; i <= last; i++) {
            if (text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** The same in its usual form: trimmed and composed. */
    public static String usual(String text) {
        return isPlain(text) ? text : composed(trimmed(text));
    }

    /** Without spaces and signs that nobody sees at both ends. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isUnseen(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (from < to && isUnseen(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    static String composed(String text) {
        return Normalizer.normalize(text, Form.NFC);
    }

    /** What was taken away or put otherwise, in words; {@code a zero width space (U+200B) after 'A-1' was removed}. */
    public static String change(String from, String to) {
        String trimmed = trimmed(from);
        int start = from.indexOf(trimmed);
        if (trimmed.isEmpty()) {
            return "holds nothing but " + names(from) + ", which was removed";
        }
        boolean isTrimmed = !trimmed.equals(from) && !isUnseen(to.codePointAt(0));
        if (!isTrimmed) {
            return "letters and their marks were composed: '" + to + "' came in parts";
        }
        String before = names(from.substring(0, start));
        String after = names(from.substring(start + trimmed.length()));
        String both = before.isEmpty() || after.isEmpty() ? "" : " and ";
        String where = (before.isEmpty() ? "" : before + " before") + both + (after.isEmpty() ? "" : after + " after");
        return where + " '" + to + "' was removed" + (trimmed.equals(to) ? "" : ", and its letters were composed");
    }

    /** What to say of signs that nobody sees amid an identifier, or null; joiners belong to some scripts' letters. */
    public static @Nullable String hidden(String text) {
        if (isPlain(text)) {
            return null;
        }
        var signs = new StringBuilder();
        trimmed(text)
                .codePoints()
                .filter(sign -> isUnseen(sign) && !Character.isSpaceChar(sign) && JOINERS.indexOf(sign) < 0)
                .forEach(signs::appendCodePoint);
        return signs.isEmpty()
                ? null
                : "there is " + names(signs.toString()) + " amid '" + text + "': without it, it would be another item";
    }

    private static String names(String signs) {
        Set<String> names = new LinkedHashSet<>();
        signs.codePoints().forEach(sign -> names.add(name(sign)));
        return String.join(" and ", names);
    }

    private static String name(int sign) {
        String name = Character.getName(sign);
        return (name == null ? "a sign" : "a " + name.toLowerCase(Locale.ROOT)) + " (U+%04X)".formatted(sign);
    }

    private static boolean isUnseen(int sign) {
        if (Character.isWhitespace(sign) || Character.isSpaceChar(sign) || UNSEEN.indexOf(sign) >= 0) {
            return true;
        }
        return switch (Character.getType(sign)) {
            case Character.CONTROL, Character.FORMAT -> true;
            default ->
                (sign >= 0xFE00 && sign <= 0xFE0F)
                        || (sign >= 0x180B && sign <= 0x180F)
                        || (sign >= 0xE0000 && sign <= 0xE0FFF);
        };
    }
}
