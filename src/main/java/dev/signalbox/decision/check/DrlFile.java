package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import java.util.function.BiFunction;
import org.drools.drl.ast.descr.PackageDescr;
import org.jspecify.annotations.Nullable;

/**
 * One file of rules, parsed.
 *
 * @param path below the folder of packs, as it is named in faults
 * @param text the DRL; that of a decision table was made of it
 * @param places for line and column in the text, both from 1, the fault's own: in a table those of a cell
 */
public record DrlFile(String path, String text, PackageDescr parsed, BiFunction<Integer, Integer, Spot> places) {

    /** A line and a column, both from 1, or 0 when they are not known. */
    public record Spot(int line, int column) {}

    /** A fault of what stands at the offset. */
    PackFault fault(int offset, @Nullable String rule, String message) {
        Spot spot = spot(offset);
        return new PackFault(path, spot.line(), message).inColumn(spot.column()).inRule(rule);
    }

    /** Where people wrote what stands at the offset. */
    public Spot spot(int offset) {
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i + 1;
        }
        return places.apply(line, offset - start + 1);
    }

    /**
     * The offset of a place.
     *
     * @param line from 1
     * @param column from 0, as parsers of DRL count
     */
    public int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return text.length();
            }
            start = end + 1;
        }
        return Math.min(text.length(), start + column);
    }
}
