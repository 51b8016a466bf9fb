package dev.signalbox.decision.guard;

import java.util.regex.Pattern;

/** Names become Java: those of rules as text, those of types, fields and functions as they are. */
final class SafeName {
    static final int MOST = 200;

    /** A sentence of any language: letters, digits, spaces, and punctuation without quotes of Java's. */
    private static final Pattern SENTENCE =
            Pattern.compile("[\\p{L}\\p{M}\\p{N} .,;:!?'’‘“”„«»‹›()\\[\\]{}/&%§€$£+*=<>#@_|~^°–—…-]{1," + MOST + "}");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    static final String SENTENCE_WORDS =
            "letters, digits, spaces and punctuation, without double quotes, backslashes, /* and */, " + MOST
                    + " at most";

    private SafeName() {}

    static boolean isSentence(String name) {
        // Drools writes it into a comment of its Java.
        return SENTENCE.matcher(name).matches() && !name.contains("*/") && !name.contains("/*");
    }

    static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches();
    }

    /** One word, so that no pack can name its classes as the server's or Java's own are named. */
    static boolean isPackage(String name) {
        return PACKAGE.matcher(name).matches() && !name.equals("java");
    }
}
