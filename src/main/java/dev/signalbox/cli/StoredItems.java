package dev.signalbox.cli;

import dev.signalbox.db.Database;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.Items;
import dev.signalbox.trial.Past;
import dev.signalbox.trial.PastItem;
import dev.signalbox.trial.PastStore;
import dev.signalbox.trial.Replay.Side;
import dev.signalbox.trial.StoredItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The items of a data folder, for a replay: read, never written. */
record StoredItems(Database database, PastStore items) implements Past {

    /** @throws IOException when there is no database, or a server is running on it */
    static StoredItems open(Path data, Side side, @Nullable String truth) throws IOException, SQLException {
        if (!Files.exists(data.resolve("signalbox.db"))) {
            throw new NoSuchFileException(data.resolve("signalbox.db").toString());
        }
        var database = Database.open(data, Clock.systemUTC());
        var items = new Items(database);
        String process = side.pack().name();
        return new StoredItems(
                database,
                new PastStore(
                        last -> page(items, process, last),
                        items.count(process),
                        side.engine().type(),
                        side.pack().definition(),
                        truth));
    }

    private static List<StoredItem> page(Items items, String process, long last) {
        return items.after(process, last).stream()
                .map(item -> new StoredItem(
                        item.id(), Ids.text(item.id()), item.receivedAt(), item.payload(), item.decidedByPeople()))
                .toList();
    }

    @Override
    public @Nullable Supplier<List<PastItem>> next() {
        return items.next();
    }

    @Override
    public long position() {
        return items.position();
    }

    @Override
    public long length() {
        return items.length();
    }

    @Override
    public void close() throws IOException {
        try {
            database.close();
        } catch (SQLException e) {
            throw new IOException("Expected to close the database, but " + e.getMessage(), e);
        }
    }
}
