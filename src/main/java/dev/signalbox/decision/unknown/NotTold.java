package dev.signalbox.decision.unknown;

/** A rule uses something that cannot be read three-valued: then all it reads counts, wherever it is missing. */
final class NotTold extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTold(String what) {
        super(what, null, false, false);
    }
}
