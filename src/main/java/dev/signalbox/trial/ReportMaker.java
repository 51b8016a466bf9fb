package dev.signalbox.trial;

import dev.signalbox.item.Route;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.trial.ReplayReport.Agreement;
import dev.signalbox.trial.ReplayReport.Change;
import dev.signalbox.trial.ReplayReport.Count;
import dev.signalbox.trial.ReplayReport.Side;
import dev.signalbox.trial.ReplayReport.Variant;
import dev.signalbox.trial.ReplayReport.Way;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a report of what was counted. */
final class ReportMaker {
    private static final double MINUTES_AN_HOUR = 60;

    private final Settings settings;
    private final @Nullable Truth truth;

    ReportMaker(Settings settings, @Nullable Truth truth) {
        this.settings = settings;
        this.truth = truth;
    }

    ReplayReport report(
            Replay.Side before,
            Tally counted,
            Replay.@Nullable Side after,
            @Nullable Tally countedAfter,
            Moves moves,
            long refused,
            List<String> refusals) {
        ProcessPack pack = before.pack();
        Side first = side(before, counted);
        Side second = after == null || countedAfter == null ? null : side(after, countedAfter);
        return new ReplayReport(
                pack.name(),
                pack.definition().title(),
                settings.items(),
                settings.judgedAt(),
                settings.minutes(),
                counted.items,
                refused,
                List.copyOf(refusals),
                first,
                second,
                second == null ? null : change(moves, second.reviewHours() - first.reviewHours()));
    }

    private Side side(Replay.Side rules, Tally tally) {
        Map<Lane, Long> lanes = tally.lanes();
        Map<String, Long> matched = tally.rules();
        long full = lanes.entrySet().stream()
                .filter(lane -> isStandard(lane.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Side(
                rules.pack().folder(),
                rules.pack().version(),
                lanes.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(lane -> count(lane.getKey().toString(), lane.getValue(), tally))
                        .toList(),
                rules.engine().rules().stream()
                        .map(rule -> count(rule.name(), matched.getOrDefault(rule.name(), 0L), tally))
                        .toList(),
                largestFirst(tally.problems())
                        .map(field -> count(field.getKey(), field.getValue(), tally))
                        .toList(),
                count("FULL", full, tally),
                largestFirst(tally.variants())
                        .filter(variant -> !isStandard(variant.getKey().lane()))
                        .map(variant -> new Variant(
                                variant.getKey().lane().toString(),
                                variant.getKey().rules(),
                                variant.getKey().problems(),
                                variant.getValue(),
                                share(variant.getValue(), tally.items)))
                        .toList(),
                count("no rule spoke", tally.unmatched(), tally),
                List.copyOf(tally.unmatchedItems),
                tally.reviews(),
                tally.reviews() * settings.minutes() / MINUTES_AN_HOUR,
                truth == null ? null : agreement(truth, tally));
    }

    private static boolean isStandard(Lane lane) {
        return lane.route() == Route.FULL;
    }

    private static Agreement agreement(Truth truth, Tally tally) {
        return new Agreement(
                truth.column(),
                tally.decided,
                tally.decidedFull,
                share(tally.decidedFull, tally.decided),
                tally.right,
                tally.wrong,
                tally.decidedFull == 0 ? null : share(tally.right, tally.decidedFull),
                List.copyOf(tally.contradictions));
    }

    private static Change change(Moves moves, double hours) {
        return new Change(
                moves.count,
                moves.ways.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<Moves.Way, Long> way) ->
                                        way.getKey().from())
                                .thenComparing(way -> way.getKey().to()))
                        .map(way -> new Way(
                                way.getKey().from().toString(),
                                way.getKey().to().toString(),
                                way.getValue()))
                        .toList(),
                List.copyOf(moves.moved),
                hours);
    }

    /** The most first; what is as frequent, by name, so that the same items give the same report. */
    private static <T> Stream<Map.Entry<T, Long>> largestFirst(Map<T, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<T, Long> count) -> -count.getValue())
                        .thenComparing(count -> String.valueOf(count.getKey())));
    }

    private static Count count(String name, long items, Tally of) {
        return new Count(name, items, share(items, of.items));
    }

    private static double share(long some, long all) {
        return all == 0 ? 0 : (double) some / all;
    }
}
