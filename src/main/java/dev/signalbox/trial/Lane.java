package dev.signalbox.trial;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * Where items go, told apart as far as it matters to those who count them.
 *
 * @param outcome what a machine carries out; null when a person decides
 * @param correct whether a person has to correct the data first
 */
record Lane(Route route, @Nullable String outcome, boolean correct) implements Comparable<Lane> {

    static Lane of(Decision decision) {
        return new Lane(
                decision.route(),
                decision.route() == Route.FULL ? decision.outcome() : null,
                decision.task() == TaskKind.CORRECT);
    }

    @Override
    public int compareTo(Lane other) {
        int byRoute = route.compareTo(other.route);
        return byRoute != 0 ? byRoute : toString().compareTo(other.toString());
    }

    /** {@code FULL, PAY}; {@code MANUAL, data to correct}. */
    @Override
    public String toString() {
        return route + (correct ? ", data to correct" : outcome == null ? "" : ", " + outcome);
    }
}
