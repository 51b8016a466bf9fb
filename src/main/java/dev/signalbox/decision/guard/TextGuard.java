package dev.signalbox.decision.guard;

import java.util.Locale;
import java.util.function.ObjIntConsumer;

/**
 * Judges a file's text before a parser sees it: in one pass, in time that grows with its length only. Nested brackets
 * make the parser of DRL take twice as long for each, and Java replaces escaped letters before it knows what is text.
 */
final class TextGuard {
    static final int MAX_CHARS = 512 << 10;
    private static final int MAX_CHARS_OF_A_TABLE = 4 << 20;
    private static final int MAX_BRACKETS = 10;
    private static final int MAX_INDEXES = 3;
    /** Each bracket costs twice the one around it; a thousand rules of the usual kind cost some 20,000. */
    private static final int MAX_COST = 250_000;

    private static final int MAX_BLOCKS = 20;
    private static final int MAX_MARKS = 8;
    /** For each call of a chain Drools copies all before it, for each of them again. */
    private static final int MAX_CALLS = 50;

    private final String text;
    private final ObjIntConsumer<String> refuse;
    private final int maxChars;
    private int at;
    private int brackets;
    private int indexes;
    private int cost;
    private int blocks;
    private int marks;
    private int calls;
    private boolean called;

    /**
     * @param isTable whether the text was made of a decision table, which was small enough
     * @param refuse takes what is wrong, and its offset, which is -1 for the whole
     */
    TextGuard(String text, boolean isTable, ObjIntConsumer<String> refuse) {
        this.text = text;
        this.maxChars = isTable ? MAX_CHARS_OF_A_TABLE : MAX_CHARS;
        this.refuse = refuse;
    }

    static String tooLarge(int size) {
        return "Expected at most " + MAX_CHARS / 1024 + " KiB, but it has " + size / 1024
                + "; split the file, or put the data into a reference table";
    }

    /** Whether it may be parsed; otherwise the first fault has been told. */
    boolean admits() {
        if (text.length() > maxChars) {
            refuse.accept(tooLarge(text.length()), -1);
            return false;
        }
        while (at < text.length()) {
            if (!admitsNext()) {
                return false;
            }
        }
        return true;
    }

    private boolean admitsNext() {
        char c = text.charAt(at);
        boolean ok;
        if (text.startsWith("//", at)) {
            ok = skipTo("\n");
        } else if (text.startsWith("/*", at)) {
            at++;
            ok = skipTo("*/");
        } else if (c == '"' || c == '\'') {
            ok = quoted(c);
        } else if (c == '\\') {
            ok = no("Expected no backslash outside of a text, but there is one");
        } else {
            ok = admitsChar(c) && admitsSpace(c) && nests(c);
        }
        at++;
        return ok;
    }

    /** Leaves {@link #at} on the last character of the end, or of the text. */
    private boolean skipTo(String end) {
        while (++at < text.length()) {
            if (!admitsChar(text.charAt(at))) {
                return false;
            }
            if (text.startsWith(end, at)) {
                at += end.length() - 1;
                return true;
            }
        }
        return true;
    }

    private boolean quoted(char quote) {
        int open = at;
        while (++at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                break;
            }
            if (!admitsChar(c)) {
                return false;
            }
            if (c == '\\') {
                at++;
                if (at < text.length() && !isEscape(text.charAt(at))) {
                    at--;
                    return no("a backslash stands alone: \\" + text.charAt(at + 1) + "; write \\\\"
                            + text.charAt(at + 1));
                }
            } else if (c == quote) {
                marks = 0;
                return true;
            }
        }
        at = open;
        if (text.startsWith("\"\"\"", open - 2)) {
            at = open - 2;
            return no("a text stands on one line, but here begins one over several; write it between \" and \"");
        }
        if (quote == '\'' && open > 0 && Character.isDigit(text.charAt(open - 1))) {
            return no("a number has nothing between its thousands; take the ' out");
        }
        return no("a text that begins here does not end on its line; write " + quote + " after it");
    }

    /** What a backslash may stand before in a text; what else it means in a pattern needs a second one. */
    private static boolean isEscape(char c) {
        return "btnfr\"'\\\n".indexOf(c) >= 0;
    }

    private boolean admitsChar(char c) {
        if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == 'u') {
            return no("Expected letters as they are, but one is written as \\u…; type the letter itself");
        } else if (c != '\n' && c != '\t' && c != '\r' && isUnseen(c)) {
            return no("Expected characters that can be seen, but there is one that cannot ("
                    + String.format(Locale.ROOT, "U+%04X", (int) c) + "); delete it");
        }
        return true;
    }

    /** A space that only looks like one, such as the no-break space that web pages and word processors put between words. */
    private boolean admitsSpace(char c) {
        return c == ' '
                || !Character.isSpaceChar(c)
                || no("Expected plain spaces, but here is one that does not break ("
                        + String.format(Locale.ROOT, "U+%04X", (int) c) + "); write a plain space");
    }

    /** Control characters, and those that turn the direction of reading or take no room. */
    private static boolean isUnseen(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private boolean nests(char c) {
        switch (c) {
            case '(', '[' -> {
                brackets++;
                indexes += c == '[' ? 1 : 0;
                cost += 1 << Math.min(brackets, MAX_BRACKETS);
            }
            case ')', ']' -> {
                brackets = Math.max(0, brackets - 1);
                indexes = Math.max(0, indexes - (c == ']' ? 1 : 0));
            }
            case '{' -> blocks++;
            case '}' -> blocks = Math.max(0, blocks - 1);
            default -> {}
        }
        if (c == '!' || c == '~' || c == '-' || c == '+' || c == '<') {
            marks++;
        } else if (!Character.isWhitespace(c)) {
            marks = 0;
        }
        calls = c == ';' ? 0 : c == '.' && called ? calls + 1 : calls;
        called = c == ')' || (called && Character.isWhitespace(c));
        if (calls > MAX_CALLS) {
            return no(
                    "Expected at most " + MAX_CALLS + " calls in one statement, each on what the one before gives, but"
                            + " there are more; write two statements");
        }
        if (brackets > MAX_BRACKETS) {
            return no("Expected at most " + MAX_BRACKETS
                    + " brackets inside one another, but there are more; make two rules of it, or a function");
        }
        if (indexes > MAX_INDEXES) {
            return no("Expected at most " + MAX_INDEXES + " square brackets inside one another, but there are more");
        }
        if (cost > MAX_COST) {
            return no("Expected fewer brackets inside one another in one file; split the file");
        }
        if (blocks > MAX_BLOCKS) {
            return no("Expected at most " + MAX_BLOCKS + " blocks inside one another, but there are more");
        }
        return marks <= MAX_MARKS
                || no("Expected a condition that can be read, but " + MAX_MARKS + " signs such as " + c
                        + " follow one another");
    }

    private boolean no(String message) {
        refuse.accept(message, Math.min(at, text.length() - 1));
        return false;
    }
}
