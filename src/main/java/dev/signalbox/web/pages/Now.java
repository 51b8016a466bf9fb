package dev.signalbox.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Puts moments into words, as seen from one moment.
 *
 * @param zone the zone that absolute times are shown in
 */
public record Now(Instant instant, ZoneId zone) {
    private static final Duration SOON = Duration.ofMinutes(30);
    private static final Duration CLAIM_ENDS_SOON = Duration.ofMinutes(5);
    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    // Keeps "3 h 12 min" on one line.
    private static final String NARROW = "\u00a0";

    /** How long is left until a moment, or how late it is. */
    public Moment left(Instant at) {
        return left(at, SOON);
    }

    /** How long a claim still lasts. */
    public Moment claimed(Instant until) {
        return left(until, CLAIM_ENDS_SOON);
    }

    private Moment left(Instant at, Duration soon) {
        var left = Duration.between(instant, at);
        boolean late = left.isNegative();
        return moment(
                at,
                late ? span(left.negated()) + " late" : span(left) + " left",
                late,
                !late && left.compareTo(soon) < 0);
    }

    /** How long ago a moment was; after two weeks the day is easier to grasp. */
    public Moment ago(Instant at) {
        var ago = Duration.between(at, instant);
        String words = ago.compareTo(Duration.ofSeconds(10)) < 0
                ? "just now"
                : ago.toDays() >= 14 ? day(at) : span(ago) + " ago";
        return moment(at, words, false, false);
    }

    /** How long a moment has been past, without "ago": for columns that say so in their heading. */
    public Moment since(Instant at) {
        return moment(at, span(Duration.between(at, instant)), false, false);
    }

    /** A moment by its date and minute. */
    public Moment at(Instant at) {
        return moment(at, DAY_AND_TIME.format(at.atZone(zone)), false, false);
    }

    /** The time of day now, to the second. */
    public String clock() {
        return CLOCK.format(instant.atZone(zone));
    }

    /** How long a task may take and a claim lasts, in a sentence. */
    public static String allowed(Duration due, Duration lease) {
        return "Due within " + span(due) + "; a claim lasts " + span(lease) + ".";
    }

    /** The two largest units of a span: {@code 42 s}, {@code 25 min}, {@code 3 h 12 min}, {@code 2 d 4 h}. */
    static String span(Duration span) {
        if (span.isNegative()) {
            return "0" + NARROW + "s";
        }
        if (span.toMinutes() < 1) {
            return span.toSeconds() + NARROW + "s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + NARROW + "min";
        }
        if (span.toDays() < 2) {
            return two(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return span.toDays() < 14 ? two(span.toDays(), "d", span.toHoursPart(), "h") : span.toDays() + NARROW + "d";
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        var words = large + NARROW + unit;
        return small == 0 ? words : words + NARROW + small + NARROW + smallUnit;
    }

    private String day(Instant at) {
        return at.atZone(zone).toLocalDate().toString();
    }

    private Moment moment(Instant at, String words, boolean late, boolean soon) {
        return new Moment(
                at.truncatedTo(ChronoUnit.SECONDS).toString(), ABSOLUTE.format(at.atZone(zone)), words, late, soon);
    }
}
