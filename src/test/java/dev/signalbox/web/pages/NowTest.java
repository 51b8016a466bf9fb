package dev.signalbox.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NowTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private final Now now = new Now(NOON, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT60S, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h",
        "PT3H12M, 3 h 12 min",
        "PT47H59M, 47 h 59 min",
        "PT48H, 2 d",
        "PT52H, 2 d 4 h",
        "P14DT5H, 14 d",
        "PT-5S, 0 s"
    })
    void aSpanIsSaidInItsTwoLargestUnits(Duration span, String words) {
        assertThat(Now.span(span).replace('\u00a0', ' ')).isEqualTo(words);
    }

    @Test
    void whatIsDueLaterHasTimeLeft() {
        var due = now.left(NOON.plus(Duration.ofMinutes(90)));
        assertThat(due.words()).isEqualTo("1\u00a0h\u00a030\u00a0min left");
        assertThat(due.late()).isFalse();
        assertThat(due.soon()).isFalse();
    }

    @Test
    void theLastHalfHourIsSoon() {
        assertThat(now.left(NOON.plus(Duration.ofMinutes(29))).soon()).isTrue();
        assertThat(now.left(NOON.plus(Duration.ofMinutes(30))).soon()).isFalse();
    }

    @Test
    void whatHasPassedIsLateAndNotSoon() {
        var due = now.left(NOON.minus(Duration.ofMinutes(5)));
        assertThat(due.words()).isEqualTo("5\u00a0min late");
        assertThat(due.late()).isTrue();
        assertThat(due.soon()).isFalse();
    }

    @Test
    void afterTwoWeeksTheDayIsToldInsteadOfTheSpan() {
        assertThat(now.ago(NOON.minus(Duration.ofDays(14))).words()).isEqualTo("2026-11-09");
        assertThat(now.ago(NOON.minusSeconds(9)).words()).isEqualTo("just now");
        assertThat(now.ago(NOON.minusSeconds(120)).words()).isEqualTo("2\u00a0min ago");
    }

    @Test
    void absoluteTimesNameTheirZone() {
        var berlin = new Now(NOON, ZoneId.of("Europe/Berlin"));
        assertThat(berlin.at(NOON).absolute()).isEqualTo("2026-11-23 13:00:00 CET");
        assertThat(berlin.at(NOON).iso()).isEqualTo("2026-11-23T12:00:00Z");
    }
}
