package dev.signalbox.intake;

/** More arrives than can be taken in; the same call may succeed a moment later. */
public final class IntakeFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IntakeFull(String message) {
        super(message, null, false, false);
    }
}
