package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TogetherTest {
    private final ConcurrentLinkedQueue<List<Integer>> served = new ConcurrentLinkedQueue<>();
    private final CountDownLatch allHaveAsked = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void whoWaitsIsServedTogetherAndOneThatFailsSpoilsItForNobodyElse(Store store, @TempDir Path folder)
            throws Exception {
        try (var database = store.open(folder, new SettableClock("2026-11-23T12:00:00Z"))) {
            var together = new Together<Integer, Integer>(database, (tx, asked) -> doubled(asked));
            var first = together.ask(0);
            var second = together.ask(1);
            var bad = together.ask(13);
            var last = together.ask(2);
            allHaveAsked.countDown();
            assertThat(first.join()).isZero();
            assertThat(second.join()).isEqualTo(2);
            assertThat(last.join()).isEqualTo(4);
            assertThatThrownBy(bad::join).hasRootCauseMessage("13 is refused");
            assertThat(served).contains(List.of(0), List.of(1, 13, 2), List.of(1), List.of(2));
            assertThat(together.ask(3).join()).isEqualTo(6);
        }
    }

    private List<Integer> doubled(List<Integer> asked) {
        try {
            allHaveAsked.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        served.add(asked);
        if (asked.contains(13)) {
            throw new IllegalArgumentException("13 is refused");
        }
        return asked.stream().map(n -> n * 2).toList();
    }
}
