package dev.signalbox.decision.contain;

import java.util.List;
import java.util.Set;

/**
 * One condition, value or consequence, as Drools makes a class of it. Rules that say the same share it.
 *
 * @param kind what it is
 * @param rules that use it, by name
 * @param getters of declared types that its own code calls
 * @param parameters by name: {@code _this} for the fact of the pattern, {@code $amount} for a variable
 */
public record Lambda(Kind kind, Set<String> rules, Set<Getter> getters, List<String> parameters) {
    /** A getter, by the internal name of its class, such as {@code trial/Claim}. */
    public record Getter(String owner, String method) {}

    /** What a lambda gives. */
    public enum Kind {
        CONDITION,
        VALUE,
        CONSEQUENCE
    }
}
