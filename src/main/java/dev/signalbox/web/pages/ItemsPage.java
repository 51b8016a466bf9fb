package dev.signalbox.web.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /items} shows.
 *
 * @param more the address of the next page, or null on the last
 * @param first the address of the first page, or null when this is it
 */
public record ItemsPage(
        Frame frame,
        List<Option> processes,
        List<Option> statuses,
        List<Option> routes,
        boolean filtered,
        List<ItemHead> items,
        @Nullable String more,
        @Nullable String first) {

    /** One choice of a filter. */
    public record Option(String value, String label, boolean chosen) {}
}
