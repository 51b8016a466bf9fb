package dev.signalbox.intake;

import dev.signalbox.binding.MalformedBody;
import dev.signalbox.binding.Rereading;
import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseUnavailable;
import dev.signalbox.db.Tx;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.FirstAnswer;
import dev.signalbox.plan.NewItem;
import dev.signalbox.plan.NewItems;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from bound submissions to items on the disk: decided side by side, planned, written in one transaction. */
final class Acceptance {
    private static final Logger log = LoggerFactory.getLogger(Acceptance.class);

    private final Database database;
    private final Ids ids;

    Acceptance(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * Decides a batch and stores it; the receipts come, in order, when they are on the disk. When that fails, but not for want of a
     * database, each is taken in by itself: one that cannot be harms no other.
     */
    CompletableFuture<List<Receipt>> accept(LiveProcess process, List<Incoming> batch) {
        CompletableFuture<List<Receipt>> together;
        try {
            together = store(process, decide(process, batch));
        } catch (RuntimeException e) {
            together = CompletableFuture.failedFuture(e);
        }
        return together.exceptionallyComposeAsync(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof DatabaseUnavailable || cause instanceof Error) {
                return CompletableFuture.failedFuture(cause);
            }
            return batch.size() == 1
                    ? CompletableFuture.completedFuture(List.of(new Receipt.Failed(cause)))
                    : oneByOne(process, batch);
        });
    }

    private CompletableFuture<List<Receipt>> oneByOne(LiveProcess process, List<Incoming> batch) {
        log.warn("A batch of {} items of {} failed; each is taken in by itself", batch.size(), process.name());
        List<CompletableFuture<Receipt>> each = batch.stream()
                .map(incoming -> accept(process, List.of(incoming))
                        .thenApply(receipts -> receipts.get(0))
                        .exceptionally(Receipt.Failed::new))
                .toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(done -> each.stream().map(CompletableFuture::join).toList());
    }

    /** Decides and plans; stores nothing. */
    List<NewItem> decide(LiveProcess process, List<Incoming> batch) {
        var receivedAt = database.now();
        var cases = new ArrayList<Case>(batch.size());
        for (Incoming incoming : batch) {
            var bound = incoming.bound();
            cases.add(new Case(bound.values(), bound.problems(), bound.warnings(), receivedAt, incoming.actor()));
        }
        var decisions = process.decide(cases);
        var hasKey = !process.definition().key().fields().isEmpty();
        var items = new ArrayList<NewItem>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            var incoming = batch.get(i);
            var bound = incoming.bound();
            var same = Arrays.equals(incoming.submitted(), bound.payload());
            var meaning = bound.meaning();
            items.add(NewItem.of(
                    ids.next(),
                    process.definition(),
                    Names.of(process.name(), incoming.callerKey(), bound, hasKey, meaning),
                    Names.content(meaning),
                    incoming.mediaType(),
                    same ? null : incoming.submitted(),
                    bound.payload(),
                    decisions.get(i),
                    incoming.actor()));
        }
        return items;
    }

    /** Stores decided items; the receipts come, in order, when they are on the disk. */
    CompletableFuture<List<Receipt>> store(LiveProcess process, List<NewItem> items) {
        var rows = new NewItems(items);
        return database.write(tx -> {
            var stored = rows.insert(tx);
            var receipts = new ArrayList<Receipt>(items.size());
            for (int i = 0; i < stored.length; i++) {
                var item = items.get(i);
                receipts.add(stored[i] ? accepted(item) : again(tx, process, item));
            }
            return receipts;
        });
    }

    private static Receipt accepted(NewItem item) {
        return new Receipt.Accepted(item.textId(), item.decision().route(), item.status(), false, item::json);
    }

    private static Receipt again(Tx tx, LiveProcess process, NewItem item) throws SQLException {
        var first = FirstAnswer.find(tx, item.name());
        return Arrays.equals(first.content(), item.content())
                        || Arrays.equals(contentNow(process, first), item.content())
                ? new Receipt.Accepted(first.textId(), first.route(), first.status(), true, first::json)
                : new Receipt.KeyReused(first.textId());
    }

    // The digest that is stored was made by the pack of that day; the two are only alike as one pack reads them.
    private static byte @Nullable [] contentNow(LiveProcess process, FirstAnswer first) {
        try {
            return Names.content(
                    first.mediaType().equals(FileFormat.CSV.mediaType)
                            ? Rereading.meaningOfRow(process.type(), process.definition(), first.payload())
                            : Rereading.meaning(process.type(), process.definition(), first.submitted()));
        } catch (MalformedBody e) {
            return null; // read more strictly than on that day
        }
    }
}
