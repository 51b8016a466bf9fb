package dev.signalbox.trial;

import dev.signalbox.decision.Case;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.SeenData;
import dev.signalbox.item.Decision;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts items of the past before rules, perhaps before two versions of them, and counts what becomes of them. Nothing is
 * stored. One thread reads while others bind and decide.
 */
public final class Replay {
    /** Rules that items are put before. */
    public record Side(ProcessPack pack, DecisionEngine engine) {}

    private static final int MOST_MOVED_NAMED = 1_000_000;
    private static final int MOST_REFUSED_NAMED = 100;

    private final Side before;
    private final @Nullable Side after;
    private final @Nullable Truth truth;
    private final SeenData seenBefore;
    private final @Nullable SeenData seenAfter;

    /** @param after the rules to compare with, or null */
    public Replay(Side before, @Nullable Side after, @Nullable Truth truth) {
        this.before = before;
        this.after = after;
        this.truth = truth;
        this.seenBefore = SeenData.of(before.pack(), before.engine());
        this.seenAfter = after == null ? null : SeenData.of(after.pack(), after.engine());
    }

    /** What was counted over some items. */
    private static final class Part {
        final Tally before;
        final @Nullable Tally after;
        final Moves moves = new Moves(MOST_MOVED_NAMED);
        final List<String> refused = new ArrayList<>();
        long refusals;

        Part(Tally before, @Nullable Tally after) {
            this.before = before;
            this.after = after;
        }

        void add(Part part) {
            before.add(part.before);
            if (after != null && part.after != null) {
                after.add(part.after);
            }
            moves.add(part.moves);
            refusals += part.refusals;
            part.refused.stream()
                    .limit(MOST_REFUSED_NAMED - (long) refused.size())
                    .forEach(refused::add);
        }
    }

    /**
     * Reads the items to their end.
     *
     * @param progress is told now and then
     * @throws IOException when they cannot be read
     */
    public ReplayReport run(Past past, Settings settings, Consumer<Past> progress) throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(processors);
        var whole = part();
        try {
            var underWay = new ArrayDeque<CompletableFuture<Part>>();
            for (var some = past.next(); some != null; some = past.next()) {
                Supplier<List<PastItem>> items = some;
                underWay.add(CompletableFuture.supplyAsync(() -> count(items.get()), workers));
                // One more than there are workers, so that none waits for the reader.
                if (underWay.size() > processors + 1) {
                    whole.add(underWay.remove().join());
                    progress.accept(past);
                }
            }
            while (!underWay.isEmpty()) {
                whole.add(underWay.remove().join());
            }
        } finally {
            workers.shutdownNow();
        }
        return new ReportMaker(settings, truth)
                .report(
                        before,
                        whole.before,
                        after,
                        whole.after,
                        whole.moves,
                        past.remarks(),
                        whole.refusals,
                        whole.refused);
    }

    private Part part() {
        return new Part(tally(before, seenBefore), after == null || seenAfter == null ? null : tally(after, seenAfter));
    }

    private Tally tally(Side side, SeenData seen) {
        return new Tally(side.pack().definition().routes(), truth, seen.another());
    }

    private Part count(List<PastItem> items) {
        Part part = part();
        var read = new ArrayList<PastItem>(items.size());
        var cases = new ArrayList<Case>(items.size());
        for (PastItem item : items) {
            if (item.facts() == null) {
                part.refusals++;
                part.refused.add(Objects.requireNonNull(item.refused()));
            } else {
                read.add(item);
                cases.add(item.facts());
            }
        }
        List<Decision> old = before.engine().decide(cases);
        List<Decision> now = after == null ? List.of() : after.engine().decide(cases);
        for (int i = 0; i < read.size(); i++) {
            part.before.count(read.get(i), old.get(i));
            if (part.after != null) {
                part.after.count(read.get(i), now.get(i));
                part.moves.count(read.get(i), old.get(i), now.get(i));
            }
        }
        return part;
    }
}
