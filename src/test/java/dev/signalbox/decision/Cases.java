package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import dev.signalbox.process.PackRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Items for tests, received at noon of 1 June 2025 UTC. */
final class Cases {
    static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private Cases() {}

    static Case of(Map<String, Object> values) {
        return new Case(values, List.of(), List.of(), NOON);
    }

    /** What the pack decides about one item. */
    static Decision decide(Packs pack, Map<String, Object> values) throws PackRefused {
        try (DecisionEngine engine = pack.compile()) {
            return engine.decide(List.of(of(values))).get(0);
        }
    }
}
