package dev.signalbox.web.pages;

import dev.signalbox.item.TaskKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /queues/{process}/{queue}} shows.
 *
 * @param href its own address
 * @param rules how long tasks may take here, in words
 * @param more the address of the next page, or null on the last
 * @param further whether this is not the first page
 */
public record QueuePage(
        Frame frame,
        String href,
        String title,
        String process,
        String rules,
        long waiting,
        long claimed,
        long overdue,
        String clock,
        List<Line> lines,
        @Nullable String more,
        boolean further) {

    public String announcement() {
        return title + ": " + Words.count(waiting) + " waiting, " + Words.count(claimed) + " claimed, "
                + Words.count(overdue) + " overdue";
    }

    /**
     * One task.
     *
     * @param key what names the item to people: its key fields, or its id
     * @param reason the first reason, and {@code more} how many others there are
     * @param holder who has claimed it, or null
     * @param mine whether that is the reader
     */
    public record Line(
            String id,
            String href,
            String key,
            TaskKind kind,
            Moment due,
            String reason,
            int more,
            int priority,
            @Nullable String holder,
            boolean mine) {}
}
