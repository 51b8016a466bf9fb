package dev.signalbox.trial;

/**
 * What a column of {@code examples.csv} is for.
 *
 * @param name what it names: a field, a path such as {@code lines[0].amount}, or an {@link Expected.Part}
 * @param text as it stands in the file
 */
record Heading(Role role, String name, String text) {
    static final Heading NOTHING = new Heading(Role.NOTHING, "", "");

    enum Role {
        /** The example's name. */
        NAME,
        /** The moment of receipt. */
        AT,
        /** A value as the pack's {@code csv:} reads it. */
        FIELD,
        /** A value within an object or a list. */
        PATH,
        /** A whole object. */
        JSON,
        EXPECTED,
        /** No heading: spreadsheets like to leave such columns. */
        NOTHING
    }
}
