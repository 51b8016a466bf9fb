package dev.signalbox.decision;

import java.io.Serializable;

/**
 * A rule, and where it is written.
 *
 * @param file below the folder of packs, as in {@code property-claims/routing.drl}
 * @param line 1-based, or 0 when it comes from a table
 */
public record WrittenRule(String name, String file, int line) implements Serializable {
    /** {@code property-claims/routing.drl:12}. */
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }
}
