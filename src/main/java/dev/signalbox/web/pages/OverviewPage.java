package dev.signalbox.web.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /} shows.
 *
 * @param clock when the figures were read
 * @param announcement the figures that matter most in one sentence, for those who listen
 */
public record OverviewPage(
        Frame frame,
        String clock,
        String announcement,
        Conserved conserved,
        List<Wrong> wrong,
        List<ProcessCard> processes) {

    /** Law 3 in numbers. */
    public record Conserved(String accepted, String closed, String held, boolean addsUp) {}

    /**
     * Something a person should look at.
     *
     * @param what short: {@code 3 tasks are overdue}
     * @param detail where, or why
     * @param href where to see to it, or null
     */
    public record Wrong(
            String what, String detail, @Nullable String href) {}

    /**
     * One process.
     *
     * @param version the first characters of the pack's version, {@code fullVersion} all of them
     * @param stp the share of closed items that no person touched
     */
    public record ProcessCard(
            String name,
            String title,
            String owner,
            String contact,
            String version,
            String fullVersion,
            Mix mix,
            String stp,
            String open,
            String closed,
            List<QueueRow> queues) {

        public boolean contactIsMail() {
            return contact.matches("[^@\\s]+@[^@\\s]+");
        }
    }

    /**
     * One queue of a process.
     *
     * @param oldest when its oldest item was received
     */
    public record QueueRow(
            String id,
            String href,
            String title,
            long waiting,
            long claimed,
            long overdue,
            @Nullable Moment oldest) {}
}
