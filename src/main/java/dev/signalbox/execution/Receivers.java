package dev.signalbox.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node knows of the machines that steps are posted to. One that does not answer several times in a row is away: it rests,
 * and a single step after each rest finds out whether it is back. One that asks to be left alone rests for that long. Its owner
 * is told once that it went, and once that it is back. Thread-safe; times are the database's.
 */
final class Receivers {
    private static final Logger log = LoggerFactory.getLogger(Receivers.class);
    /** Failures in a row. */
    private static final int AWAY_AFTER = 5;

    private static final Duration FIRST_REST = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final Map<String, State> known = new HashMap<>();

    /** Of one that failed, or was asked for something before. */
    private static final class State {
        /** In a row. */
        private int failures;

        private Instant since = Instant.EPOCH;
        private Instant answeredAt = Instant.EPOCH;
        private Instant until = Instant.EPOCH;
        private Instant toldUntil = Instant.EPOCH;
        private int rests;
        private boolean onTrial;
        private String why = "";

        private boolean isAway() {
            return failures >= AWAY_AFTER;
        }
    }

    /** Whether steps may go to a place now. */
    enum Gate {
        OPEN,
        /** One step may try whether it is back. */
        TRIAL,
        RESTS
    }

    synchronized Gate gate(String place, Duration patience, Instant now) {
        var state = known.get(place);
        if (state == null) {
            return Gate.OPEN;
        }
        if (now.isBefore(state.toldUntil)) {
            return Gate.RESTS;
        }
        if (!state.isAway() || !now.isBefore(state.since.plus(patience))) {
            return Gate.OPEN;
        }
        return now.isBefore(state.until) ? Gate.RESTS : Gate.TRIAL;
    }

    /** A step sets out to see whether a place is back; until it has ended, others wait. */
    synchronized void onTrial(String place, Instant until) {
        var state = Objects.requireNonNull(known.get(place));
        state.onTrial = true;
        state.until = until;
    }

    /** How long it rests; in the past when it does not. */
    synchronized Instant restsUntil(String place) {
        var state = known.get(place);
        return state == null ? Instant.EPOCH : state.until.isAfter(state.toldUntil) ? state.until : state.toldUntil;
    }

    /** It answered, whatever it said. */
    synchronized void answered(String place, Instant now) {
        var state = known.computeIfAbsent(place, key -> new State());
        if (state.isAway()) {
            log.info(
                    "{} is back after {}: its steps go on",
                    place,
                    Duration.between(state.since, now).toSeconds() + " s");
        }
        state.failures = 0;
        state.rests = 0;
        state.onTrial = false;
        state.until = Instant.EPOCH;
        state.answeredAt = now;
    }

    /** It was not there, or could do nothing for anybody. */
    synchronized void away(String place, Instant now, String why, @Nullable Duration told) {
        var state = known.computeIfAbsent(place, key -> new State());
        if (state.failures++ == 0) {
            state.since = now;
        }
        state.why = why;
        if (told != null && now.plus(told).isAfter(state.toldUntil)) {
            state.toldUntil = now.plus(told);
        }
        if (state.failures == AWAY_AFTER) {
            log.warn("{} rests, its steps wait until it is back: {}", place, why);
        }
        if (state.failures == AWAY_AFTER || state.onTrial) {
            state.onTrial = false;
            state.until = now.plus(rest(state.rests++));
        }
    }

    private static Duration rest(int before) {
        var rest = FIRST_REST.multipliedBy(1L << Math.min(before, 10));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    /** Since when none of its answers came; null when it answered the last time. */
    synchronized @Nullable Instant awaySince(String place) {
        var state = known.get(place);
        return state == null || state.failures == 0 ? null : state.since;
    }

    /** Whether it answered any step after a moment. */
    synchronized boolean hasAnsweredSince(String place, Instant moment) {
        var state = known.get(place);
        return state != null && state.answeredAt.isAfter(moment);
    }

    /** Whether steps that cannot be done now are no fault of theirs. */
    synchronized boolean isResting(String place, Instant now) {
        var state = known.get(place);
        return state != null && (state.isAway() || now.isBefore(state.toldUntil));
    }

    /** All that rest, by place. */
    synchronized List<Resting> resting() {
        var resting = new ArrayList<Resting>();
        known.forEach((place, state) -> {
            if (state.isAway()) {
                var until = state.until.isAfter(state.toldUntil) ? state.until : state.toldUntil;
                resting.add(new Resting(place, state.since, until, state.why));
            }
        });
        resting.sort((a, b) -> a.place().compareTo(b.place()));
        return resting;
    }
}
