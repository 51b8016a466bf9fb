package dev.signalbox.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SettableClock;
import dev.signalbox.db.Store;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewItemsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void ofItemsWithOneNameOnlyTheFirstIsStored(Store store, @TempDir Path folder) throws Exception {
        try (var database = store.open(folder, new SettableClock("2026-11-23T12:00:00Z"))) {
            var first = database.write(new NewItems(List.of(item(1, "A"), item(2, "B"), item(3, "A")))::insert);
            assertThat(first.join()).containsExactly(true, true, false);
            var again = database.write(
                    new NewItems(List.of(item(4, "C"), item(5, "B"), item(6, null), item(7, null)))::insert);
            assertThat(again.join()).containsExactly(true, false, true, true);
            assertThat(new Items(database).conservation().accepted()).isEqualTo(5);
            var steps = database.read(
                    tx -> tx.query("SELECT item_id FROM step ORDER BY item_id", row -> row.getLong("item_id")));
            assertThat(steps).containsExactly(1L, 2L, 4L, 6L, 7L);
        }
    }

    private static NewItem item(long id, @Nullable String name) {
        return item("tickets", id, name);
    }

    static NewItem item(String process, long id, @Nullable String name) {
        var reasons = List.of("nothing to do");
        var decision = new Decision(
                Route.FULL,
                "DONE",
                null,
                null,
                reasons,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                0,
                "v",
                NOW);
        return new NewItem(
                id,
                process,
                NOW,
                name == null ? null : name.getBytes(StandardCharsets.UTF_8),
                new byte[16],
                "application/json",
                null,
                "{}",
                decision,
                decision.json(),
                new Plan(List.of(Step.automatic(id, 1, "tell", NOW)), "DONE"),
                "[]",
                "system");
    }
}
