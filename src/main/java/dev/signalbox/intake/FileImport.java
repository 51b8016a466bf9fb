package dev.signalbox.intake;

import dev.signalbox.binding.BoundRow;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.binding.Row;
import dev.signalbox.binding.RowBinder;
import dev.signalbox.binding.Skipped;
import dev.signalbox.db.Database;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes in files of any length. A few batches are under way at any time: one is read while those before it are decided and
 * written, and answers come in the order of the rows. What was answered is on the disk, whatever becomes of the rest.
 */
public final class FileImport {
    private static final int ROWS_TOGETHER = 500;
    private static final int BATCHES_UNDER_WAY = 4;
    private static final long POURING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Acceptance acceptance;
    private final Function<LiveProcess, Executor> deciders;
    private volatile long rowsCame = System.nanoTime() - POURING_NANOS;

    /** @param deciders where rows of a process are bound and decided */
    public FileImport(Database database, Ids ids, Function<LiveProcess, Executor> deciders) {
        this.acceptance = new Acceptance(database, ids);
        this.deciders = deciders;
    }

    /** Whether rows of files arrive just now. */
    public boolean isPouring() {
        return System.nanoTime() - rowsCame < POURING_NANOS;
    }

    /**
     * Reads a file to its end. Blocks.
     *
     * @param callerKey what the caller calls the file: it and a row's number name the item then, in place of the process's key
     *     fields
     * @param answers is given the rows' answers, in order, some at a time
     * @return what in the file was no row and was passed over
     * @throws MalformedBody before the first answer, when the file as a whole cannot be read
     * @throws IOException when the stream breaks; the rows answered so far are items
     */
    @SuppressWarnings("try") // that the version is used is all that is wanted of it
    public List<Skipped> run(
            LiveProcess process,
            FileFormat format,
            InputStream in,
            @Nullable String callerKey,
            String actor,
            Consumer<List<RowAnswer>> answers)
            throws IOException, MalformedBody {
        var opened = format.open(process, in);
        var underWay = new ArrayDeque<CompletableFuture<List<RowAnswer>>>();
        try (var rows = opened.rows();
                var unused = process.use()) {
            for (var batch = rows.next(ROWS_TOGETHER); !batch.isEmpty(); batch = rows.next(ROWS_TOGETHER)) {
                var taken = batch;
                rowsCame = System.nanoTime();
                underWay.add(CompletableFuture.supplyAsync(
                                () -> new Batch(process, format, opened.binder(), callerKey, actor, taken),
                                deciders.apply(process))
                        .thenCompose(Batch::store));
                if (underWay.size() == BATCHES_UNDER_WAY) {
                    answers.accept(underWay.remove().join());
                }
            }
        } finally {
            // Also when the stream broke: what was read is finished and told.
            while (!underWay.isEmpty()) {
                answers.accept(underWay.remove().join());
            }
        }
        return opened.rows().skipped();
    }

    /** Rows that are decided and written together. */
    private final class Batch {
        private final List<BoundRow> rows;
        private final CompletableFuture<List<Receipt>> stored;

        Batch(
                LiveProcess process,
                FileFormat format,
                RowBinder binder,
                @Nullable String callerKey,
                String actor,
                List<Row> batch) {
            rows = binder.bind(batch);
            var incoming = new ArrayList<Incoming>(rows.size());
            for (BoundRow row : rows) {
                if (row.bound() != null) {
                    // No key of a single item holds a line break.
                    var key = callerKey == null
                            ? null
                            : callerKey + '\n' + row.row().number();
                    incoming.add(new Incoming(row.bound(), row.row().raw(), format.mediaType, key, actor));
                }
            }
            stored = incoming.isEmpty()
                    ? CompletableFuture.completedFuture(List.of())
                    : acceptance.accept(process, incoming);
        }

        CompletableFuture<List<RowAnswer>> store() {
            return stored.thenApply(receipts -> {
                var next = receipts.iterator();
                var answers = new ArrayList<RowAnswer>(rows.size());
                for (BoundRow row : rows) {
                    answers.add(new RowAnswer(
                            row.row().number(),
                            row.row().last(),
                            row.bound() != null
                                    ? next.next()
                                    : new Receipt.Malformed(Objects.requireNonNull(row.refused())
                                            .getMessage())));
                }
                return answers;
            });
        }
    }
}
