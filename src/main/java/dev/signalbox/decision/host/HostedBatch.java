package dev.signalbox.decision.host;

import dev.signalbox.decision.Case;
import dev.signalbox.item.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch, over as many hosts as it takes. When a host ends by itself, the item it was at is only a suspect, for the host may
 * have been killed from outside or have died of another batch: it is asked about once more, alone. If that host ends too, the
 * item is to blame. Where no item is known, ever fewer are asked about together.
 */
final class HostedBatch {
    private static final long MOST_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int NONE = -1;

    private final HostedEngine engine;
    private final List<Case> batch;
    private final List<Decision> decisions;
    private final long start = System.nanoTime();
    private int together;
    private int suspect = NONE;
    private @Nullable String blamedFor;

    HostedBatch(HostedEngine engine, List<Case> batch) {
        this.engine = engine;
        this.batch = batch;
        this.together = batch.size();
        this.decisions = new ArrayList<>(batch.size());
    }

    List<Decision> decide() {
        while (decisions.size() < batch.size()) {
            String hopeless = hopeless();
            String unasked = hopeless == null ? engine.refusal(batch.get(decisions.size())) : hopeless;
            if (unasked != null) {
                give(unasked);
            } else if (suspect == decisions.size() && blamedFor != null) {
                blame(blamedFor);
            } else {
                askOn();
            }
        }
        return decisions;
    }

    private @Nullable String hopeless() {
        if (engine.withdrawn() != null) {
            return "the rules were withdrawn: they ended their process, or had to be ended, too often";
        }
        if (engine.isClosed()) {
            return "the server was closing";
        }
        return System.nanoTime() - start > MOST_NANOS
                ? "the rules of the batch took longer than "
                        + Duration.ofNanos(MOST_NANOS).toSeconds() + " s"
                : null;
    }

    private void give(String reason) {
        decisions.add(engine.failed(batch.get(decisions.size()), reason));
    }

    private void blame(String reason) {
        give(reason);
        suspect = NONE;
        blamedFor = null;
        engine.strike(batch.get(decisions.size() - 1), reason);
    }

    private void askOn() {
        int from = decisions.size();
        boolean alone = suspect == from;
        int to = alone ? from + 1 : suspect > from ? suspect : Math.min(batch.size(), from + together);
        to = beforeRefused(from, to);
        Reply reply = engine.ask(batch.subList(from, to));
        if (reply instanceof Reply.Decided decided) {
            decisions.addAll(decided.decisions());
            if (decided.stuck()) {
                engine.strike(
                        batch.get(decisions.size() - 1),
                        decisions.get(decisions.size() - 1).reasons().get(0));
            }
            suspect = alone ? NONE : suspect;
        } else if (reply instanceof Reply.Ended ended && ended.reason() != null) {
            suspect(from, to, alone, ended.reason(), ended);
        }
    }

    private int beforeRefused(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (engine.refusal(batch.get(i)) != null) {
                return i;
            }
        }
        return to;
    }

    private void suspect(int from, int to, boolean alone, String reason, Reply.Ended ended) {
        boolean known = ended.item() >= 0 && from + ended.item() < to;
        if (alone || (to - from == 1 && ended.certain())) {
            blame(reason);
        } else if (known || to - from == 1) {
            suspect = known ? from + ended.item() : from;
            blamedFor = ended.certain() ? reason : null;
        } else {
            together = Math.max(1, (to - from) / 2);
        }
    }
}
