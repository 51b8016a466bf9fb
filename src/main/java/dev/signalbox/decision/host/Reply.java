package dev.signalbox.decision.host;

import dev.signalbox.item.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a batch that a host was asked about. */
sealed interface Reply {
    /**
     * Decided, perhaps not to its end.
     *
     * @param stuck whether the last decision stands for an item whose rules never came back; the host is no good any more
     */
    record Decided(List<Decision> decisions, boolean stuck) implements Reply {}

    /**
     * The host has ended instead.
     *
     * @param reason for a reviewer; null when it was ended for another batch's sake
     * @param item the place in the batch of the item under way, or -1 when it is not known
     * @param certain whether that item is to blame beyond doubt
     */
    record Ended(@Nullable String reason, int item, boolean certain) implements Reply {
        static final Ended FOR_OTHERS = new Ended(null, -1, false);
    }
}
