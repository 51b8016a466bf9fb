package dev.signalbox.db;

/**
 * What befalls one transaction of a simulated node.
 *
 * @param at before which of its statements, counted from 1; past its last one nothing happens
 * @param meanwhile OVERTAKEN: what others do before this transaction writes for the first time
 */
public record Fate(Kind kind, int at, Runnable meanwhile) {
    public static final Fate NONE = new Fate(Kind.NONE, 0, () -> {});

    /** The kinds of it. */
    public enum Kind {
        NONE,
        /** The connection breaks in the middle. */
        CUT,
        /** The commit comes through, its answer does not. */
        CUT_AFTER_COMMIT,
        /** The node dies in the middle. */
        CRASH,
        /** The node dies when the commit has come through, before it knows. */
        CRASH_AFTER_COMMIT,
        /** Others commit between what it has read and what it writes, as READ COMMITTED allows. */
        OVERTAKEN
    }

    /** The node is dead. Nothing that it still has on its stack may go on. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crashed", null, false, false);
        }
    }
}
