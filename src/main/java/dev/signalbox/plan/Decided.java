package dev.signalbox.plan;

import dev.signalbox.item.Decision;

/** How the history speaks of a decision. */
final class Decided {
    private static final int SHORT_VERSION = 12;

    private Decided() {}

    static String by(String version) {
        return "rules@" + version.substring(0, Math.min(SHORT_VERSION, version.length()));
    }

    static String words(Decision decision) {
        return decision.route() + ": " + String.join("; ", decision.reasons());
    }
}
