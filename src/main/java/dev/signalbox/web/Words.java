package dev.signalbox.web;

/** What came from outside, made fit to be shown in a sentence. */
final class Words {
    private static final int LONGEST = 80;

    private Words() {}

    /** Without control characters, and not too long. */
    static String shown(String text) {
        var out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                out.append('\uFFFD');
            } else {
                out.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? out.append('…').toString() : out.toString();
    }
}
