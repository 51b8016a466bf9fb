package dev.signalbox.decision;

import dev.signalbox.decision.check.Code;
import dev.signalbox.process.Limit;
import dev.signalbox.process.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts what {@code limits:} of process.yaml says in the place of its names: {@code amount <= limits.small} becomes {@code
 * amount <= 500}. So whatever reads rules, the rule engine included, sees a literal; the way back to what people wrote is
 * kept for faults.
 */
final class LimitWords {
    private static final String LIMITS = "limits";

    /** @param line from 1, as are the columns, of what was written and what took its place */
    private record Change(int line, int column, int length, int newColumn, int newLength) {}

    /** What is wrong with a use of a limit. */
    record Fault(
            int line, int column, String message, @Nullable String help) {}

    private final Map<String, Limit> limits;
    private final List<Change> changes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int copied;
    private int line = 1;
    private int lineStart;
    private int newLineStart;

    /** @param used is told of each limit that stands in the code */
    LimitWords(String code, Map<String, Limit> limits, Set<String> used) {
        this.limits = limits;
        if (!limits.isEmpty() && code.contains(LIMITS)) {
            for (Code.Use use : Code.uses(code, LIMITS)) {
                copy(code, use.start());
                replace(code, use, used);
            }
        }
        copy(code, code.length());
    }

    private void copy(String code, int to) {
        for (int at = code.indexOf('\n', copied); at >= 0 && at < to; at = code.indexOf('\n', copied)) {
            text.append(code, copied, at);
            breakLine(at);
            copied = at + 1;
        }
        text.append(code, copied, to);
        copied = to;
    }

    private void replace(String code, Code.Use use, Set<String> used) {
        Limit limit = limits.get(use.name());
        int column = use.start() - lineStart + 1;
        if (use.isText()) {
            if (limit != null) {
                faults.add(new Fault(
                        line,
                        column,
                        "Expected limits." + use.name() + " as it is, but it stands in quotes",
                        "take the quotes out"));
            }
            return;
        }
        if (limit == null) {
            faults.add(new Fault(
                    line,
                    column,
                    "process.yaml declares no limit '" + use.name() + "'",
                    Suggestion.question(use.name(), limits.keySet())));
            return;
        }
        used.add(use.name());
        String literal = use.isJava() ? limit.asJava() : limit.asLiteral();
        changes.add(
                new Change(line, column, use.end() - use.start(), text.length() - newLineStart + 1, literal.length()));
        text.append(literal);
        // A name that is split over lines leaves its line breaks, so that what follows keeps its line.
        for (copied = use.start(); copied < use.end(); copied++) {
            if (code.charAt(copied) == '\n') {
                breakLine(copied);
            }
        }
    }

    private void breakLine(int at) {
        text.append('\n');
        line++;
        lineStart = at + 1;
        newLineStart = text.length();
    }

    /** The code with literals in it. */
    String text() {
        return text.toString();
    }

    List<Fault> faults() {
        return faults;
    }

    /** The column in which people wrote what stands in this line and column, both from 1, of {@link #text}. */
    int column(int atLine, int column) {
        int moved = 0;
        for (Change change : changes) {
            if (change.line == atLine && column >= change.newColumn) {
                if (column < change.newColumn + change.newLength) {
                    return change.column;
                }
                moved = change.column + change.length - change.newColumn - change.newLength;
            }
        }
        return column + moved;
    }
}
