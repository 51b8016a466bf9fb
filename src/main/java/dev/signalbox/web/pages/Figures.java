package dev.signalbox.web.pages;

import dev.signalbox.decision.BadPack;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.execution.Resting;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;
import dev.signalbox.plan.Cohort;
import dev.signalbox.plan.Conservation;
import dev.signalbox.plan.RouteCount;
import dev.signalbox.process.PackFault;
import dev.signalbox.review.QueueSummary;
import dev.signalbox.review.Unresolved;
import dev.signalbox.web.pages.OverviewPage.Conserved;
import dev.signalbox.web.pages.OverviewPage.ProcessCard;
import dev.signalbox.web.pages.OverviewPage.QueueRow;
import dev.signalbox.web.pages.OverviewPage.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The numbers behind the overview, read at one moment.
 *
 * @param cohorts for each of the moments {@link #since}, what became of the items that arrived after it
 */
public record Figures(
        Now now,
        List<LiveProcess> live,
        List<BadPack> bad,
        List<Resting> resting,
        List<RouteCount> counts,
        Conservation conservation,
        List<QueueSummary> queues,
        List<Unresolved> unresolved,
        List<List<Cohort>> cohorts) {
    private static final int SHORT_VERSION = 12;

    public OverviewPage page(Frame frame) {
        var c = conservation;
        return new OverviewPage(
                frame,
                now.clock(),
                announcement(),
                new Conserved(
                        Words.count(c.accepted()),
                        Words.count(c.closed()),
                        Words.count(c.held()),
                        c.accepted() == c.closed() + c.held()),
                wrong(),
                processes());
    }

    private String announcement() {
        return Words.count(queues.stream().mapToLong(QueueSummary::waiting).sum(), "task") + " waiting, "
                + Words.count(queues.stream().mapToLong(QueueSummary::overdue).sum()) + " overdue";
    }

    private List<Wrong> wrong() {
        var wrong = new ArrayList<Wrong>();
        for (BadPack pack : bad) {
            boolean withdrawn = find(pack.name())
                    .filter(process -> process.engine().withdrawn() != null)
                    .isPresent();
            String what = "Pack " + pack.name() + (withdrawn ? " decides no more" : " does not load");
            for (PackFault fault : pack.faults()) {
                wrong.add(new Wrong(what, fault.toString(), null));
            }
        }
        for (Resting away : resting) {
            wrong.add(new Wrong(
                    away.place() + " is away",
                    "since " + now.at(away.since()).words() + ", its steps wait: " + away.why(),
                    null));
        }
        for (QueueSummary queue : queues) {
            var href = TaskReading.queueHref(queue.process(), queue.queue());
            var where = queue.title() + ", " + title(queue.process());
            unresolved.stream()
                    .filter(u ->
                            u.process().equals(queue.process()) && u.queue().equals(queue.queue()))
                    .forEach(u ->
                            wrong.add(new Wrong(Words.count(u.tasks(), "failed step") + " to resolve", where, href)));
            if (queue.overdue() > 0) {
                wrong.add(new Wrong(Words.count(queue.overdue(), "task") + " overdue", where, href));
            }
        }
        return wrong;
    }

    private String title(String process) {
        return find(process).map(p -> p.definition().title()).orElse(process);
    }

    private Optional<LiveProcess> find(String process) {
        return live.stream().filter(p -> p.name().equals(process)).findFirst();
    }

    // Those loaded, and those that have left items behind.
    private List<ProcessCard> processes() {
        var names = new LinkedHashSet<String>();
        live.forEach(p -> names.add(p.name()));
        counts.forEach(c -> names.add(c.process()));
        return names.stream().map(this::card).toList();
    }

    private ProcessCard card(String name) {
        var process = find(name);
        long closed = count(name, c -> c.status() == ItemStatus.CLOSED);
        var mix = new EnumMap<Route, Long>(Route.class);
        for (Route route : Route.values()) {
            mix.put(route, count(name, c -> c.route() == route));
        }
        var version = process.map(LiveProcess::version).orElse("");
        return new ProcessCard(
                name,
                process.map(p -> p.definition().title()).orElse(name),
                process.map(p -> p.definition().owner().name()).orElse("not loaded"),
                process.map(p -> p.definition().owner().contact()).orElse(""),
                version.substring(0, Math.min(SHORT_VERSION, version.length())),
                version,
                Mix.of(mix),
                fates(name),
                Words.count(count(name, c -> c.status().isOpen())),
                Words.count(closed),
                queues.stream()
                        .filter(q -> q.process().equals(name))
                        .map(this::row)
                        .toList());
    }

    /** The moments whose cohorts are shown, in the order of {@link OverviewPage#COHORTS}. */
    public static List<Instant> since(Instant now) {
        return List.of(
                now.minus(Duration.ofHours(24)),
                now.minus(Duration.ofDays(7)),
                now.minus(Duration.ofDays(30)),
                Instant.EPOCH);
    }

    private List<OverviewPage.Fate> fates(String name) {
        var each = cohorts.stream()
                .map(cohort -> cohort.stream()
                        .filter(c -> c.process().equals(name))
                        .findFirst()
                        .orElse(new Cohort(name, 0, 0, 0, 0, 0, 0)))
                .toList();
        return List.of(
                fate("Closed untouched", each, Cohort::untouched),
                fate("Closed with a person", each, Cohort::withPerson),
                fate("Machine at work", each, Cohort::working),
                fate("Machine stuck", each, Cohort::stuck),
                fate("Waits for a person", each, Cohort::waiting),
                new OverviewPage.Fate(
                        "Accepted",
                        each.stream()
                                .map(c -> new OverviewPage.Part(Words.count(c.accepted()), "", c.accepted() == 0))
                                .toList()));
    }

    private static OverviewPage.Fate fate(String words, List<Cohort> cohorts, ToLongFunction<Cohort> part) {
        return new OverviewPage.Fate(
                words,
                cohorts.stream()
                        .map(c -> new OverviewPage.Part(
                                Words.count(part.applyAsLong(c)),
                                Words.percent(part.applyAsLong(c), c.accepted()),
                                part.applyAsLong(c) == 0))
                        .toList());
    }

    private QueueRow row(QueueSummary queue) {
        var oldest = queue.oldest();
        return new QueueRow(
                "q-" + queue.process() + "-" + queue.queue(),
                TaskReading.queueHref(queue.process(), queue.queue()),
                queue.title(),
                queue.waiting(),
                queue.claimed(),
                queue.overdue(),
                oldest == null ? null : now.since(oldest));
    }

    private long count(String process, Predicate<RouteCount> which) {
        return counts.stream()
                .filter(c -> c.process().equals(process))
                .filter(which)
                .mapToLong(RouteCount::items)
                .sum();
    }
}
