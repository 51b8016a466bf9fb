package dev.signalbox.plan;

import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;
import org.jspecify.annotations.Nullable;

/**
 * Which items a list shows, newest first; null means any.
 *
 * @param before only items with a smaller id, to go on behind the last one seen
 * @param limit how many at the most
 */
public record ItemFilter(
        @Nullable String process,
        @Nullable ItemStatus status,
        @Nullable Route route,
        @Nullable Long before,
        int limit) {

    boolean isOpen() {
        return process == null && status == null && route == null;
    }

    /** All ids it asks for are smaller. */
    long below() {
        return before == null ? Long.MAX_VALUE : before;
    }
}
