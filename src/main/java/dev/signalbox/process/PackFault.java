package dev.signalbox.process;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a pack. An error keeps it from loading; a warning is worth a look.
 *
 * @param file the file, below the folder of packs
 * @param line 1-based, or 0 when the fault has no line; in a decision table, the row
 * @param column 1-based, or 0 when it is not known; in a decision table, 3 is column C
 * @param rule the name of the rule it is about, or null
 * @param message what was expected, and what was found
 * @param suggestion what may help, as in {@code did you mean 'amount'?}, or null
 */
public record PackFault(
        Severity severity,
        String file,
        int line,
        int column,
        @Nullable String rule,
        String message,
        @Nullable String suggestion) {
    private static final Pattern TABLE = Pattern.compile("\\.drl\\.(csv|xlsx?)$");

    /** Whether a pack loads all the same. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** An error of which no more is known. */
    public PackFault(String file, int line, String message) {
        this(Severity.ERROR, file, line, 0, null, message, null);
    }

    public PackFault asWarning() {
        return new PackFault(Severity.WARNING, file, line, column, rule, message, suggestion);
    }

    public PackFault inColumn(int number) {
        return new PackFault(severity, file, line, number, rule, message, suggestion);
    }

    public PackFault inRule(@Nullable String name) {
        return new PackFault(severity, file, line, column, name, message, suggestion);
    }

    public PackFault suggesting(@Nullable String help) {
        return new PackFault(severity, file, line, column, rule, message, help);
    }

    /** {@code claims/routing.drl:14:12: rule "Small losses": Claim has no field 'amuont'; did you mean 'amount'?} */
    @Override
    public String toString() {
        return place() + ": " + (rule == null ? "" : "rule \"" + rule + "\": ") + text();
    }

    /** The file with as much of line and column as is known: {@code routing.drl:14:12}, {@code limits.drl.csv row 7 column C}. */
    public String place() {
        if (line <= 0) {
            return file;
        }
        if (TABLE.matcher(file).find()) {
            return file + " row " + line + (column > 0 ? " column " + letters(column) : "");
        }
        return file + ":" + line + (column > 0 ? ":" + column : "");
    }

    /** The message, and what may help. */
    public String text() {
        return suggestion == null ? message : message + "; " + suggestion;
    }

    /** A column as spreadsheets name it: A to Z, then AA. */
    private static String letters(int column) {
        String last = String.valueOf((char) ('A' + (column - 1) % 26));
        return column > 26 ? letters((column - 1) / 26) + last : last;
    }
}
