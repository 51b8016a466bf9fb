package dev.signalbox.process;

/**
 * A number, a text or a date that {@code process.yaml} gives a name.
 *
 * @param text as it is written there, without quotes
 */
public record Limit(Kind kind, String text) {

    /** What it is. */
    public enum Kind {
        NUMBER,
        TEXT,
        DATE
    }

    /** As a condition has it. */
    public String asLiteral() {
        return kind == Kind.NUMBER ? text : '"' + text + '"';
    }

    /** As Java has it, where a decimal literal would lose digits. */
    public String asJava() {
        return switch (kind) {
            case TEXT -> asLiteral();
            case DATE -> "LocalDate.parse(" + asLiteral() + ")";
            case NUMBER ->
                text.contains(".") ? "new BigDecimal(\"" + text + "\")" : text.length() > 9 ? text + "L" : text;
        };
    }
}
