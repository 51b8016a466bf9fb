package dev.signalbox.trial;

import dev.signalbox.binding.Bound;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.decision.Case;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stored items of a process, oldest first, each judged by the moment it was received. */
public final class PastStore implements Past {
    private final LongFunction<List<StoredItem>> pages;
    private final long length;
    private final JsonBinder binder;
    private final @Nullable String truth;
    private long last;
    private long read;

    /**
     * The items of some store.
     *
     * @param pages the items behind an id, some at a time, by id; none at the end
     * @param length how many there are
     * @param truth the field that holds what people decided; null for the outcome that they chose
     */
    public PastStore(
            LongFunction<List<StoredItem>> pages,
            long length,
            ItemType type,
            ProcessDefinition process,
            @Nullable String truth) {
        this.pages = pages;
        this.length = length;
        this.binder = new JsonBinder(type, process);
        this.truth = truth;
    }

    @Override
    public @Nullable Supplier<List<PastItem>> next() {
        List<StoredItem> page = pages.apply(last);
        if (page.isEmpty()) {
            return null;
        }
        long first = read + 1;
        last = page.get(page.size() - 1).id();
        read += page.size();
        return () -> bind(page, first);
    }

    private List<PastItem> bind(List<StoredItem> page, long first) {
        var items = new ArrayList<PastItem>(page.size());
        for (StoredItem stored : page) {
            long row = first + items.size();
            try {
                Bound bound = binder.bind(stored.payload());
                items.add(new PastItem(
                        stored::label,
                        row,
                        "item " + stored.label(),
                        truth == null ? stored.outcome() : bound.text(truth),
                        new Case(bound.values(), bound.problems(), bound.warnings(), stored.receivedAt()),
                        null));
            } catch (MalformedBody e) {
                String place = "item " + stored.label();
                items.add(new PastItem(stored::label, row, place, null, null, place + ": " + e.getMessage()));
            }
        }
        return items;
    }

    @Override
    public long position() {
        return read;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() {}
}
