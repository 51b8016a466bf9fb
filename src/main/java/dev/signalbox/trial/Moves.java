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

    private final int most;
    final Map<Way, Long> ways = new HashMap<>();
    final List<Moved> moved = new ArrayList<>();
    long count;

    /** @param most how many moved items are kept by name */
    Moves(int most) {
        this.most = most;
    }

    void count(PastItem item, Decision before, Decision after) {
        ways.merge(new Way(Lane.of(before), Lane.of(after)), 1L, Long::sum);
        if (before.route() == after.route()
                && before.task() == after.task()
                && Objects.equals(before.outcome(), after.outcome())
                && Objects.equals(before.queue(), after.queue())) {
            return;
        }
        count++;
        if (moved.size() < most) {
            var old = Expected.matched(before);
            var now = Expected.matched(after);
            moved.add(
                    new Moved(item.label(), item.row(), end(before), end(after), without(old, now), without(now, old)));
        }
    }

    void add(Moves part) {
        part.ways.forEach((way, items) -> ways.merge(way, items, Long::sum));
        count += part.count;
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
