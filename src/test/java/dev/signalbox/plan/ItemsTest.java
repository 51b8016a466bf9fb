package dev.signalbox.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SettableClock;
import dev.signalbox.db.Database;
import dev.signalbox.db.Store;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemsTest {
    private static final int MANY = 45;

    @ParameterizedTest
    @EnumSource
    void pagesOfAListAreNewestFirstAndHoldEveryItemOnce(Store store, @TempDir Path folder) throws Exception {
        try (var database = store.open(folder, new SettableClock("2026-11-23T12:00:00Z"))) {
            store(database, 7, 1);
            var newestFirst = List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L);
            assertThat(walk(database, null, null, 3)).isEqualTo(newestFirst);
            assertThat(walk(database, "p0", null, 3)).isEqualTo(newestFirst);
            assertThat(walk(database, null, Route.FULL, 2)).isEqualTo(newestFirst);
            assertThat(walk(database, null, Route.MANUAL, 2)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListReachesOverAnyNumberOfProcesses(Store store, @TempDir Path folder) throws Exception {
        try (var database = store.open(folder, new SettableClock("2026-11-23T12:00:00Z"))) {
            store(database, MANY, MANY);
            var newestFirst =
                    LongStream.rangeClosed(1, MANY).mapToObj(i -> MANY + 1 - i).toList();
            assertThat(walk(database, null, null, 20)).isEqualTo(newestFirst);
            assertThat(walk(database, null, Route.FULL, 20)).isEqualTo(newestFirst);
            assertThat(walk(database, "p3", Route.FULL, 20)).containsExactly(4L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatNobodyKnowsHasNoItems(Store store, @TempDir Path folder) throws Exception {
        try (var database = store.open(folder, new SettableClock("2026-11-23T12:00:00Z"))) {
            store(database, 3, 1);
            for (var name : List.of("'", "\\", "' OR 1 = 1 --", ":before", "?", "{", "p0\n")) {
                assertThat(walk(database, name, null, 3)).as(name).isEmpty();
            }
        }
    }

    private static void store(Database database, int items, int processes) {
        var all = new ArrayList<NewItem>();
        for (int id = 1; id <= items; id++) {
            all.add(NewItemsTest.item("p" + (id - 1) % processes, id, null));
        }
        database.write(new NewItems(all)::insert).join();
    }

    /** Page by page, as the API does. */
    private static List<Long> walk(Database database, @Nullable String process, @Nullable Route route, int limit) {
        var seen = new ArrayList<Long>();
        for (Long before = null; ; before = seen.get(seen.size() - 1)) {
            var page = new Items(database)
                    .list(new ItemFilter(process, route == null ? null : ItemStatus.IN_PROGRESS, route, before, limit));
            page.forEach(item -> seen.add(item.id()));
            if (page.size() < limit) {
                return seen;
            }
        }
    }
}
