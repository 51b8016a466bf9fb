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

    /** Since when the items of a column arrived. */
    public static final List<String> COHORTS = List.of("24 h", "7 d", "30 d", "ever");

    /** One of the things that become of items, in a column for each cohort. */
    public record Fate(String words, List<Part> parts) {}

    /**
     * A part of a cohort.
     *
     * @param share of all of it that were accepted
     */
    public record Part(String count, String share, boolean none) {}

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
     * @param fates what became of the items that arrived, a row each, the last of them all
     */
    public record ProcessCard(
            String name,
            String title,
            String owner,
            String contact,
            String version,
            String fullVersion,
            Mix mix,
            List<Fate> fates,
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
