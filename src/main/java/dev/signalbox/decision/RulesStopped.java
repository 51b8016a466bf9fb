package dev.signalbox.decision;

/** Ends the rules of one item that ran too long or matched too often. It has no stack trace: it is no accident. */
final class RulesStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RulesStopped(String message) {
        super(message, null, false, false);
    }
}
