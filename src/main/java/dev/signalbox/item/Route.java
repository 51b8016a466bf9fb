package dev.signalbox.item;

/** Who decides: FULL is the rules alone, PARTIAL a person confirms what was prepared, MANUAL a person. */
public enum Route {
    FULL,
    PARTIAL,
    MANUAL;

    /** The more cautious of two routes: MANUAL beats PARTIAL beats FULL. */
    public Route orMoreCautious(Route other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
