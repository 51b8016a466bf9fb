package dev.signalbox.decision;

import java.time.Duration;

/**
 * What the rules may spend on one item before it goes to a person.
 *
 * @param time judged between matches and verbs; a rule that does not come back by itself is left behind a while later
 * @param matches how many matches may fire, and how many things they may say: all of them are kept with the item
 */
public record Limits(Duration time, int matches) {
    // The clock runs on while a busy machine does other things: one that is merely slow must not change a decision.
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), 10_000);

    /** How long a rule gets beyond its time to come back by itself, before its thread is given up. */
    public long graceNanos() {
        return time.toNanos() / 4;
    }

    public String timeWords() {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
