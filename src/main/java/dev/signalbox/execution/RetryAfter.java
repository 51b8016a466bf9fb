package dev.signalbox.execution;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a receiver asks for in {@code Retry-After} (RFC 9110 10.2.3): seconds or a date, and at most an hour of it is granted. */
final class RetryAfter {
    static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("\\d+");

    private RetryAfter() {}

    /** How long to wait; null when nothing is asked for, or nothing that can be read. */
    static @Nullable Duration of(HttpHeaders answer) {
        var asked = answer.firstValue("Retry-After").map(String::strip).orElse("");
        if (SECONDS.matcher(asked).matches()) {
            return asked.length() > 4 ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(asked)));
        }
        // By the receiver's own clock, which may differ from ours.
        var now = answer.firstValue("Date").flatMap(RetryAfter::date).orElseGet(Instant::now);
        return date(asked).map(until -> bounded(Duration.between(now, until))).orElse(null);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
