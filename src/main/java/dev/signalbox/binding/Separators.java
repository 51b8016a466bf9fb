package dev.signalbox.binding;

import java.util.List;

/** The characters that may stand between cells, and how people call them. */
final class Separators {
    static final List<Character> ALL = List.of(',', ';', '|', '\t');

    private Separators() {}

    static String one(int separator) {
        return separator == ',' ? "a comma" : separator == '\t' ? "a tab" : "'" + (char) separator + "'";
    }

    static String many(char separator) {
        return separator == ',' ? "commas" : separator == '\t' ? "tabs" : "'" + separator + "'";
    }

    /** As {@code csv:} in process.yaml has it. */
    static String option(char separator) {
        return "csv: { separator: " + (separator == '\t' ? "tab" : "\"" + separator + "\"") + " } in process.yaml";
    }
}
