package dev.signalbox.trial;

import dev.signalbox.decision.RenamedRules;
import dev.signalbox.item.Route;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.trial.ReplayReport.Agreement;
import dev.signalbox.trial.ReplayReport.Change;
import dev.signalbox.trial.ReplayReport.Count;
import dev.signalbox.trial.ReplayReport.Faulty;
import dev.signalbox.trial.ReplayReport.Looked;
import dev.signalbox.trial.ReplayReport.Renamed;
import dev.signalbox.trial.ReplayReport.Side;
import dev.signalbox.trial.ReplayReport.Variant;
import dev.signalbox.trial.ReplayReport.Way;
import java.nio.file.Path;
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
            List<String> remarks,
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
                remarks,
                refused,
                List.copyOf(refusals),
                first,
                second,
                second == null || after == null
                        ? null
                        : change(
                                moves,
                                RenamedRules.between(before.pack(), after.pack()),
                                second.reviewHours() - first.reviewHours()));
    }

    private Side side(Replay.Side rules, Tally tally) {
        Map<Lane, Long> lanes = tally.lanes();
        long full = lanes.entrySet().stream()
                .filter(lane -> isStandard(lane.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Side(
                folder(rules.pack()),
                rules.pack().version(),
                lanes.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(lane -> count(lane.getKey().toString(), lane.getValue(), tally))
                        .toList(),
                rules.engine().rules().stream()
                        .map(rule -> tally.standing.of(rule.name(), tally.items))
                        .toList(),
                largestFirst(tally.problems())
                        .map(field -> new Faulty(
                                field.getKey(),
                                field.getValue(),
                                share(field.getValue(), tally.items),
                                tally.faults.of(field.getKey())))
                        .toList(),
                tally.seen.tables().stream()
                        .map(table -> new Looked(
                                table.name(),
                                table.items(),
                                table.found(),
                                table.items() == 0 ? null : share(table.found(), table.items())))
                        .toList(),
                tally.seen.unseen(),
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

    /** Its name, and that of the folder around it: which of two it is, without where they lie. */
    private static String folder(ProcessPack pack) {
        Path folder = Path.of(pack.folder()).toAbsolutePath().normalize();
        int names = folder.getNameCount();
        return folder.subpath(Math.max(0, names - 2), names).toString();
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
                Judged.low(tally.right, tally.decidedFull),
                Judged.high(tally.right, tally.decidedFull),
                tally.judged.undecided(),
                tally.judged.rules(),
                tally.judged.outcomes(),
                tally.judged.suggestions(),
                List.copyOf(tally.contradictions));
    }

    private static Change change(Moves moves, Map<String, String> renamed, double hours) {
        return new Change(
                moves.ways.entrySet().stream()
                        .filter(way -> !way.getKey().from().equals(way.getKey().to()))
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                moves.ways.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<Moves.Way, Long> way) ->
                                        way.getKey().from())
                                .thenComparing(way -> way.getKey().to()))
                        .map(way -> new Way(
                                way.getKey().from().toString(),
                                way.getKey().to().toString(),
                                way.getValue()))
                        .toList(),
                moves.advice.values().stream().mapToLong(Long::longValue).sum(),
                moves.advice.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<Moves.Advice, Long> way) ->
                                        way.getKey().lane())
                                .thenComparing(way -> -way.getValue())
                                .thenComparing(way -> way.getKey().toString()))
                        .map(way -> new Way(way.getKey().from(), way.getKey().to(), way.getValue()))
                        .toList(),
                List.copyOf(moves.moved),
                renamed.entrySet().stream()
                        .map(rule -> new Renamed(rule.getValue(), rule.getKey()))
                        .toList(),
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
