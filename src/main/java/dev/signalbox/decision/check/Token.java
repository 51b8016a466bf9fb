package dev.signalbox.decision.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, number, text or sign of DRL or Java. Code is compared by them, so that spaces, line breaks and comments do not
 * matter.
 *
 * @param start its offset
 */
record Token(String text, int start) {
    static final Pattern TEXT_OR_COMMENT =
            Pattern.compile("//[^\\n]*|/\\*[\\s\\S]*?\\*/" + "|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+'");
    private static final Pattern TOKEN =
            Pattern.compile(TEXT_OR_COMMENT.pattern() + "|[\\p{L}_$][\\p{L}\\p{N}_$]*|\\d[\\w.]*|\\S");

    static List<Token> of(String code) {
        var tokens = new ArrayList<Token>();
        Matcher token = TOKEN.matcher(code);
        while (token.find()) {
            if (!token.group().startsWith("//") && !token.group().startsWith("/*")) {
                tokens.add(new Token(token.group(), token.start()));
            }
        }
        return tokens;
    }

    /** Where the wanted tokens begin, as indexes of the others. */
    static List<Integer> find(List<Token> wanted, List<Token> in) {
        var found = new ArrayList<Integer>();
        for (int i = 0; !wanted.isEmpty() && i + wanted.size() <= in.size(); i++) {
            int same = 0;
            while (same < wanted.size()
                    && wanted.get(same).text().equals(in.get(i + same).text())) {
                same++;
            }
            if (same == wanted.size()) {
                found.add(i);
            }
        }
        return found;
    }

    boolean isWord() {
        return Character.isJavaIdentifierStart(text.charAt(0));
    }
}
