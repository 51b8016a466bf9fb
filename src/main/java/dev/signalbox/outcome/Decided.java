package dev.signalbox.outcome;

import dev.signalbox.item.Decision;

/** How the history speaks of a decision. */
public final class Decided {
    private static final int SHORT_VERSION = 12;

    private Decided() {}

    public static String by(String version) {
        return "rules@" + version.substring(0, Math.min(SHORT_VERSION, version.length()));
    }

    public static String words(Decision decision) {
        return decision.route() + ": " + String.join("; ", decision.reasons());
    }
}
