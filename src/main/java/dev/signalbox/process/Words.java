package dev.signalbox.process;

/** What a value in {@code process.yaml} may look like, and how that is said: "Expected 'title' to be filled, but …". */
final class Words {
    /** Processes, queues, steps and reference tables: they stand in addresses and in rules. */
    static final String NAME = "[a-z][a-z0-9-]{0,62}";

    static final String NAME_WORDS = "lower-case letters, digits and hyphens, starting with a letter";

    static final String OUTCOME = "[A-Za-z][A-Za-z0-9_-]{0,62}";
    static final String OUTCOME_WORDS = "letters, digits, hyphens and underscores, starting with a letter";

    /** Drools pastes it into Java. */
    static final String TYPE = "[A-Za-z_][A-Za-z0-9_]{0,62}";

    static final String TYPE_WORDS = "the name of a type: letters, digits and underscores";

    /** They stand in rules. */
    static final String LIMIT = "[a-z][A-Za-z0-9_]{0,62}";

    static final String LIMIT_WORDS = "letters, digits and underscores, starting with a small letter";

    static final String FILLED = "filled";
    static final String POSITIVE = "longer than nothing";

    private Words() {}
}
