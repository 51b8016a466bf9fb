package dev.signalbox.decision.table;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.drools.decisiontable.parser.ActionType;
import org.drools.decisiontable.parser.LhsBuilder;
import org.drools.decisiontable.parser.RhsBuilder;
import org.drools.decisiontable.parser.SourceBuilder;

/**
 * A column of a table.
 *
 * @param number from 1
 * @param object what its conditions look at, or the variable that its actions are called on; may be empty
 * @param code the condition or action, with {@code $param} for the cell's text; may be empty
 */
record Column(int number, Kind kind, String object, String code) {
    private static final String ANY = "X";
    private static final Pattern PLACE = Pattern.compile("\\$(param|\\d+)");

    /** What a column may hold. Drools knows more kinds; those say when and in which order rules run, which is never a rule's affair here. */
    enum Kind {
        NAME("N"),
        DESCRIPTION("I"),
        CONDITION("C"),
        ACTION("A");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        static Optional<Kind> of(String text) {
            String word = text.toUpperCase(Locale.ROOT);
            for (Kind kind : values()) {
                if (word.equals(kind.name()) || word.equals(kind.letter)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    boolean isCode() {
        return kind == Kind.CONDITION || kind == Kind.ACTION;
    }

    /** What a cell's text becomes in the rule: made by Drools' own builder, for this cell alone. */
    String snippet(String text) {
        String value = text.indexOf('"') > 0 ? text.replace("\"", "\\\"") : text;
        SourceBuilder builder = kind == Kind.CONDITION
                ? new LhsBuilder(0, 0, object.isEmpty() ? "" : ANY)
                : new RhsBuilder(ActionType.Code.ACTION, 0, 0, object);
        builder.addTemplate(0, 0, code);
        builder.addCellValue(0, 0, value);
        String built = builder.getResult();
        boolean inBrackets = kind == Kind.CONDITION && !object.isEmpty();
        return inBrackets ? built.substring(ANY.length() + 1, built.length() - 1) : built;
    }

    /** Whether that place of the snippet comes from the cell, and not from the condition or action above it. */
    boolean isFromCell(String snippet, int place) {
        int end = 0;
        String[] written = PLACE.split(code, -1);
        for (int i = 0; i < written.length; i++) {
            int start = snippet.indexOf(written[i], end);
            if (start < 0 || place < start) {
                return i > 0 && place >= end;
            }
            end = start + written[i].length();
            if (place < end) {
                return false;
            }
        }
        return PLACE.matcher(code).find();
    }
}
