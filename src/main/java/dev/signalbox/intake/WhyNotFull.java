package dev.signalbox.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.intake.Tries.Try;
import dev.signalbox.intake.WhyNot.Change;
import dev.signalbox.intake.WhyNot.Edit;
import dev.signalbox.intake.WhyNot.Nearest;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Json;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out why the machine may not do an item, by deciding it again with one field changed after the other. */
final class WhyNotFull {
    private static final Set<String> CAUTIOUS = Set.of("partial", "manual", "problem");
    private static final String UNCHECKED = "could not check ";
    private static final int MOST_SHOWN = 5;
    private static final int MOST_NEAREST = 3;
    private static final int TOGETHER = 200;
    private static final long MOST_NANOS = Duration.ofSeconds(30).toNanos();

    private final LiveProcess process;
    private final JsonBinder binder;
    private final Instant receivedAt;

    private WhyNotFull(LiveProcess process, Instant receivedAt) {
        this.process = process;
        this.binder = new JsonBinder(process.type(), process.definition());
        this.receivedAt = receivedAt;
    }

    /**
     * Asks of an item. Takes the time of up to 2,000 decisions.
     *
     * @param payload the item as JSON
     * @param receivedAt the moment that it is judged by
     * @throws MalformedBody when the payload is no item
     */
    static WhyNot of(LiveProcess process, byte[] payload, Instant receivedAt) throws MalformedBody {
        return new WhyNotFull(process, receivedAt).of(payload);
    }

    private WhyNot of(byte[] payload) throws MalformedBody {
        var bound = binder.bind(payload);
        var item = Json.read(new String(bound.payload(), StandardCharsets.UTF_8), ObjectNode.class);
        Decision decision = process.decide(
                        List.of(new Case(bound.values(), bound.problems(), bound.warnings(), receivedAt)))
                .get(0);
        List<MatchedRule> inTheWay = decision.rules().stream()
                .filter(rule -> CAUTIOUS.contains(rule.verb()))
                .toList();
        List<String> unchecked =
                decision.reasons().stream().filter(r -> r.startsWith(UNCHECKED)).toList();
        var changes = new LinkedHashMap<String, Change>();
        var nearest = new LinkedHashMap<String, Nearest>();
        int tried = 0;
        if (decision.route() != Route.FULL) {
            boolean none = decision.rules().stream().noneMatch(WhyNotFull::isFull);
            List<Try> tries = Tries.of(item, process.type(), process.engine().levers(), decision);
            long end = System.nanoTime() + MOST_NANOS;
            for (int i = 0; i < tries.size() && goesOn(end); i += TOGETHER) {
                List<Try> some = tries.subList(i, Math.min(i + TOGETHER, tries.size()));
                List<Decision> decisions = decide(item, some);
                for (int j = 0; j < some.size(); j++) {
                    note(some.get(j), decisions.get(j), none, changes, nearest);
                }
                tried += some.size();
            }
        }
        return new WhyNot(
                decision.route(),
                decision.reasons(),
                inTheWay,
                unchecked,
                decision.problems(),
                nearest.values().stream().limit(MOST_NEAREST).toList(),
                changes.values().stream().limit(MOST_SHOWN).toList(),
                tried);
    }

    // What is found by then is the smallest there is: the tries come smallest first.
    private boolean goesOn(long end) {
        return System.nanoTime() < end && process.engine().withdrawn() == null;
    }

    private static void note(
            Try one, Decision decision, boolean none, Map<String, Change> changes, Map<String, Nearest> nearest) {
        var edit = new Edit(one.field(), plain(one.from()), plain(one.to()));
        List<String> full = decision.rules().stream()
                .filter(WhyNotFull::isFull)
                .map(MatchedRule::name)
                .toList();
        if (decision.route() == Route.FULL) {
            changes.putIfAbsent(one.field(), new Change(List.of(edit), decision.outcome(), full));
        } else if (none) {
            full.forEach(rule -> nearest.putIfAbsent(rule, new Nearest(rule, edit, decision.reasons())));
        }
    }

    private static boolean isFull(MatchedRule rule) {
        return rule.verb().equals("full");
    }

    private List<Decision> decide(ObjectNode item, List<Try> tries) throws MalformedBody {
        var cases = new ArrayList<Case>();
        for (Try one : tries) {
            var bound = binder.bind(one.in(item).toString().getBytes(StandardCharsets.UTF_8));
            cases.add(new Case(bound.values(), bound.problems(), List.of(), receivedAt));
        }
        return process.decide(cases);
    }

    private static @Nullable Object plain(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        return node.isTextual() ? node.textValue() : node;
    }
}
