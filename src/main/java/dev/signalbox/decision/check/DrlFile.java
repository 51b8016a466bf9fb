package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** One file of rules: its text, what the parser made of it, and where people wrote what stands in it. */
public final class DrlFile {
    private final String path;
    private final String text;
    private final PackageDescr parsed;
    private final BiFunction<Integer, Integer, Spot> places;
    private final int[] lines;

    /** A line and a column, both from 1, or 0 when they are not known. */
    public record Spot(int line, int column) {}

    /**
     * @param path below the folder of packs, as it is named in faults
     * @param text the DRL; that of a decision table was made of it
     * @param parsed empty when the text is not parsed yet, or cannot be
     * @param places for line and column in the text, both from 1, the fault's own: in a table those of a cell
     */
    public DrlFile(String path, String text, PackageDescr parsed, BiFunction<Integer, Integer, Spot> places) {
        this.path = path;
        this.text = text;
        this.parsed = parsed;
        this.places = places;
        int[] ends = text.chars().filter(c -> c == '\n').toArray();
        lines = new int[ends.length + 1];
        for (int line = 1; line < lines.length; line++) {
            lines[line] = text.indexOf('\n', lines[line - 1]) + 1;
        }
    }

    /** The same file, now that it is parsed. */
    public DrlFile as(PackageDescr read) {
        return new DrlFile(path, text, read, places);
    }

    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    public PackageDescr parsed() {
        return parsed;
    }

    /** A fault of what stands at the offset. */
    public PackFault fault(int offset, @Nullable String rule, String message) {
        Spot spot = spot(offset);
        return new PackFault(path, spot.line(), message).inColumn(spot.column()).inRule(rule);
    }

    /** Where people wrote what stands at the offset. */
    public Spot spot(int offset) {
        int line = line(offset);
        return places.apply(line, offset - lines[line - 1] + 1);
    }

    /** The line of the text that holds the offset, from 1. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lines, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /**
     * The offset of a place.
     *
     * @param line from 1
     * @param column from 0, as parsers of DRL count
     */
    public int offset(int line, int column) {
        return line > lines.length ? text.length() : Math.min(text.length(), lines[Math.max(1, line) - 1] + column);
    }

    /** The texts in single quotes of a rule's conditions, without those quotes, by offset. */
    public Map<Integer, String> quoted(RuleDescr rule) {
        int start = offset(Math.max(1, rule.getLine()), Math.max(0, rule.getColumn()));
        int end = Math.min(text.length(), Math.max(start, rule.getEndCharacter() + 1));
        var quoted = new LinkedHashMap<Integer, String>();
        boolean conditions = false;
        for (Token token : Token.of(text.substring(start, end))) {
            String word = token.text();
            if (word.equals("then")) {
                break;
            }
            conditions |= word.equals("when");
            if (conditions && word.startsWith("'") && word.length() > 1) {
                quoted.put(start + token.start(), word.substring(1, word.length() - 1));
            }
        }
        return quoted;
    }

    /** Where the first of the words stands that is code between the offsets, not in a text or a comment; -1 if none is. */
    public int find(List<String> words, int from, int to) {
        int start = Math.max(0, Math.min(from, text.length()));
        List<Token> code = Token.of(text.substring(start, Math.max(start, Math.min(to, text.length()))));
        for (String word : words) {
            List<Integer> found = Token.find(Token.of(word), code);
            if (!found.isEmpty()) {
                return start + code.get(found.get(0)).start();
            }
        }
        return -1;
    }
}
