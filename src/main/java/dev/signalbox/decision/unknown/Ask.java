package dev.signalbox.decision.unknown;

/** The two ways to read a condition on what may be missing. Negation turns one into the other. */
enum Ask {
    /** True or unknown. */
    POSSIBLY,
    /** True, whatever the missing values are. */
    SURELY;

    Ask other() {
        return this == POSSIBLY ? SURELY : POSSIBLY;
    }
}
