package dev.signalbox.trial;

import dev.signalbox.item.Decision;
import dev.signalbox.trial.ReplayReport.Moved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What changes from one set of rules to another. For one thread; those of parts are added up. */
final class Moves {
    /** From one lane to another. */
    record Way(Lane from, Lane to) {}

    /** From one suggestion or queue to another, on the same lane. */
    record Advice(Lane lane, String from, String to) {}

    private final int most;
    final Map<Way, Long> ways = new HashMap<>();
    final Map<Advice, Long> advice = new HashMap<>();
    final List<Moved> moved = new ArrayList<>();

    /** @param most how many moved items are kept by name */
    Moves(int most) {
        this.most = most;
    }

    void count(PastItem item, Decision before, Decision after) {
        var way = new Way(Lane.of(before), Lane.of(after));
        ways.merge(way, 1L, Long::sum);
        if (before.route() == after.route()
                && before.task() == after.task()
                && Objects.equals(before.outcome(), after.outcome())
                && Objects.equals(before.queue(), after.queue())) {
            return;
        }
        boolean moves = !way.from().equals(way.to());
        if (!moves) {
            advice.merge(new Advice(way.from(), end(before), end(after)), 1L, Long::sum);
        }
        if (moved.size() < most) {
            var old = Expected.matched(before);
            var now = Expected.matched(after);
            moved.add(new Moved(
                    item.label(), item.row(), moves, end(before), end(after), without(old, now), without(now, old)));
        }
    }

    void add(Moves part) {
        part.ways.forEach((way, items) -> ways.merge(way, items, Long::sum));
        part.advice.forEach((change, items) -> advice.merge(change, items, Long::sum));
        moved.addAll(part.moved.subList(0, Math.min(part.moved.size(), most - moved.size())));
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }

    /** {@code PARTIAL, suggesting PAY, for examiners}. */
    private static String end(Decision decision) {
        Lane lane = Lane.of(decision);
        if (decision.queue() == null) {
            return lane.toString();
        }
        return lane + (decision.outcome() == null ? "" : ", suggesting " + decision.outcome()) + ", for "
                + decision.queue();
    }
}
