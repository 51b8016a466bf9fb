package dev.signalbox.intake;

/** Why an item is not FULL cannot be found out just now: the rules did not start apart from those that decide. */
public final class WhyNotUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WhyNotUnavailable(String message) {
        super(message);
    }
}
