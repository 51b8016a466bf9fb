package dev.signalbox.web;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a name of somebody who acts may be: one that reads as what it is. Nothing in it is invisible or turns the text around it,
 * and it is none that the engine, its rules or its workers have, however it is spaced or spelled.
 */
final class ActorName {
    static final int LONGEST = 100;

    /** Digits, signs, Cyrillic and Greek letters, each above the Latin letter that it is taken for. */
    private static final String LOOKS = "015|lı" + "асеіѕорхуԍ" + "αειονρτυγ";

    private static final String LIKE = "oisiii" + "aceisopxyg" + "aeiovptuy";

    /** Names that the history, or a page in the place of a name, uses for what is no person. */
    private static final Set<String> TAKEN = Set.of(
            "signalbox",
            "engine",
            "theengine",
            "rules",
            "therules",
            "anonymous",
            "system",
            "machine",
            "automatic",
            "worker",
            "nobody",
            "somebodyelse",
            "you");

    private static final Set<String> TAKEN_AS_SEEN =
            Set.copyOf(TAKEN.stream().map(ActorName::seen).toList());
    private static final String RULES = seen("rules@");
    private static final Pattern WORKER = Pattern.compile(seen("worker") + "[0-9a-fois]{8}");

    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}{5}");
    /** Letters by their category, but nothing is to be seen of them; and marks that only choose another shape. */
    private static final Pattern UNSEEN = Pattern.compile("[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800"
            + "\\u3164\\ufe00-\\ufe0f\\uffa0\\x{e0100}-\\x{e01ef}\\x{1d159}]");

    private ActorName() {}

    /** Most requests come from the few systems that post items. */
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 1_000;

    /**
     * The name as it is kept: its letters composed (NFC), a run of spaces of any kind as one.
     *
     * @throws Refusal when it is not fit to be one
     */
    static String checked(String given) {
        var known = KNOWN.get(given);
        if (known != null) {
            return known;
        }
        String name = SPACES.matcher(Normalizer.normalize(given, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        String wrong = wrong(given, name);
        if (wrong != null) {
            throw Refusal.parameter(wrong);
        }
        if (KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(given, name);
        }
        return name;
    }

    private static @Nullable String wrong(String given, String name) {
        if (name.isEmpty()) {
            return "Expected a name, but it is blank";
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            return "Expected a name of at most " + LONGEST + " characters, but it has "
                    + name.codePointCount(0, name.length());
        }
        // A tab or a line end is no space that belongs into a name.
        var unfit = given.strip().codePoints().filter(ActorName::isUnfit).findFirst();
        if (unfit.isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "Expected a name without control, invisible or direction characters, but it holds U+%04X: leave it out",
                    unfit.getAsInt());
        }
        if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return "Expected a name with at least one letter or digit, but was '" + Words.shown(name) + "'";
        }
        if (Character.getType(name.codePointAt(0)) == Character.NON_SPACING_MARK
                || MARKS.matcher(name).find()) {
            return "Expected a name that begins with a letter or digit and has at most four marks on each, but was '"
                    + Words.shown(name) + "'";
        }
        return isTaken(name)
                ? "Expected the name of a person or of a system that posts items, but '" + Words.shown(name)
                        + "' reads like one of the engine's own: take another"
                : null;
    }

    private static boolean isUnfit(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> UNSEEN.matcher(Character.toString(c)).matches();
        };
    }

    private static boolean isTaken(String name) {
        String seen = seen(name);
        return TAKEN_AS_SEEN.contains(seen)
                || seen.startsWith(RULES)
                || WORKER.matcher(seen).matches();
    }

    /** As a hasty reader takes it: without case, spaces, dots, dashes and marks, and with look-alikes as one letter. */
    private static String seen(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Z}\\p{M}\\p{Pd}\\p{Pc}.,:;'’]", "");
        var seen = new StringBuilder();
        plain.codePoints().forEach(c -> seen.appendCodePoint(alike(c)));
        return seen.toString();
    }

    private static int alike(int c) {
        int at = LOOKS.indexOf(c);
        return at < 0 ? c : LIKE.charAt(at);
    }
}
