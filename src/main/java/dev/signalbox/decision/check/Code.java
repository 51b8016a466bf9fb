package dev.signalbox.decision.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a file of rules names a member of something, as in {@code limits.small}. */
public final class Code {
    private static final Set<String> PARTS = Set.of("rule", "query", "declare", "function", "import", "global");

    private Code() {}

    /**
     * One such place.
     *
     * @param name the member's
     * @param end offset after it
     * @param isJava whether it stands after {@code then} or in a function
     * @param isText whether all of it is a text in quotes
     */
    public record Use(String name, int start, int end, boolean isJava, boolean isText) {}

    /** All such places, in order. */
    public static List<Use> uses(String code, String of) {
        List<Token> tokens = Token.of(code);
        var uses = new ArrayList<Use>();
        boolean java = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String text = token.text();
            if (text.equals("then") || text.equals("function")) {
                java = true;
            } else if (text.equals("when") || PARTS.contains(text)) {
                java = false;
            }
            boolean inner = i > 0 && tokens.get(i - 1).text().equals(".");
            if (text.equals(of)
                    && !inner
                    && i + 2 < tokens.size()
                    && tokens.get(i + 1).text().equals(".")) {
                Token member = tokens.get(i + 2);
                if (member.isWord()) {
                    int end = member.start() + member.text().length();
                    uses.add(new Use(member.text(), token.start(), end, java, false));
                }
            } else if (text.startsWith("\"" + of + ".") || text.startsWith("'" + of + ".")) {
                String name = text.substring(of.length() + 2, text.length() - 1);
                uses.add(new Use(name, token.start(), token.start() + text.length(), java, true));
            }
        }
        return uses;
    }
}
