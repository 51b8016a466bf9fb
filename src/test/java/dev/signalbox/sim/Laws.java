package dev.signalbox.sim;

import dev.signalbox.db.Change;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.Items;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after each step. It follows every committed change with an eye of its own: who holds which step, which items are
 * open, and what was promised to whom.
 */
final class Laws {
    private static final Set<String> OPEN = Set.of("READY", "CLAIMED");

    private final World world;
    private final Items items;
    private final Map<Long, Boolean> closed = new HashMap<>();
    private final Map<Long, Integer> holders = new HashMap<>();
    private final Map<String, Change> steps = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> claims = new HashSet<>();
    private final List<Promise> promises = new ArrayList<>();
    private long seen;

    private record Promise(String words, Predicate<Laws> kept) {}

    Laws(World world, Items items) {
        this.world = world;
        this.items = items;
    }

    /** Somebody was told this: it must be in the database. */
    void promise(String words, Predicate<Laws> kept) {
        promises.add(new Promise(words, kept));
    }

    boolean hasItem(long id) {
        return closed.containsKey(id);
    }

    boolean wasClaimed(String stepId, String reviewer) {
        return claims.contains(stepId + " " + reviewer);
    }

    boolean isDone(String stepId, String reviewer) {
        var step = steps.get(stepId);
        return step != null && step.became().equals("DONE") && reviewer.equals(step.heldBy());
    }

    /** Whether it is claimed, by the one and at the try that bear this mark. */
    boolean isHeld(String stepId, String mark) {
        var step = steps.get(stepId);
        return step != null
                && step.became().equals("CLAIMED")
                && mark.equals(Receivers.mark(String.valueOf(step.heldBy()), step.wasAttempts() + 1));
    }

    void check() {
        var changes = world.store().changesAfter(seen);
        for (Change change : changes) {
            seen = change.seq();
            switch (change.what()) {
                case "item" -> item(change);
                case "history" -> {}
                default -> step(change, changes);
            }
        }
        for (Promise promise : promises) {
            if (!promise.kept.test(this)) {
                throw new Broken("Expected that " + promise.words + ", as was acknowledged, but it is not so");
            }
        }
        promises.clear();
        if (!changes.isEmpty()) {
            changes.forEach(change -> oneHolder(change.itemId()));
            conservation();
        }
    }

    private void item(Change change) {
        if (change.was() == null && change.words() != null && !names.add(change.words())) {
            throw new Broken("Expected one item of one name, but there is another: " + Ids.text(change.itemId()));
        }
        if ("CLOSED".equals(change.was())) {
            throw new Broken("Expected closed item " + Ids.text(change.itemId()) + " to stay, but it " + change);
        }
        closed.put(change.itemId(), change.became().equals("CLOSED"));
    }

    private void oneHolder(long itemId) {
        int expected = Boolean.TRUE.equals(closed.get(itemId)) ? 0 : 1;
        int found = holders.getOrDefault(itemId, 0);
        if (found != expected) {
            throw new Broken(
                    "Expected %d holders of item %s, but it has %d".formatted(expected, Ids.text(itemId), found));
        }
    }

    private void conservation() {
        var sum = items.conservation();
        long ended = closed.values().stream().filter(is -> is).count();
        if (sum.accepted() != closed.size() || sum.closed() != ended || sum.held() != sum.accepted() - ended) {
            throw new Broken(
                    "Expected %d items accepted and %d closed, but the sum is %s".formatted(closed.size(), ended, sum));
        }
    }

    private void step(Change change, List<Change> together) {
        int before = change.was() != null && OPEN.contains(change.was()) ? 1 : 0;
        int after = OPEN.contains(change.became()) ? 1 : 0;
        holders.merge(change.itemId(), after - before, Integer::sum);
        var id = Ids.step(change.itemId(), change.n());
        steps.put(id, change);
        if (change.became().equals("CLAIMED")) {
            claims.add(id + " " + change.heldBy());
        }
        var fault = change.was() == null ? null : fault(change, together);
        if (fault != null) {
            throw new Broken(fault + ": step " + id + ", " + change);
        }
    }

    private @Nullable String fault(Change change, List<Change> together) {
        boolean machine = change.what().equals("AUTOMATIC");
        return switch (change.was() + " " + change.became()) {
            case "WAITING READY", "WAITING SKIPPED", "FAILED READY", "FAILED SKIPPED" -> null;
            case "READY CLAIMED" ->
                !machine || change.nextTry() <= world.now() ? null : "Expected no try before its time";
            case "READY READY" -> machine ? null : "Expected only a machine's step to be put off";
            case "CLAIMED CLAIMED" ->
                !machine && String.valueOf(change.heldBy()).equals(change.wasHeldBy())
                        ? null
                        : "Expected a claim to be taken from nobody";
            case "CLAIMED DONE" -> byItsHolder(change) ? null : "Expected only its holder to complete it";
            case "CLAIMED FAILED" -> byItsHolder(change) ? null : "Expected only its holder to give it up";
            case "CLAIMED READY" ->
                change.wasHeldUntil() <= world.now() || (machine ? byItsHolder(change) : wasReleased(change, together))
                        ? null
                        : "Expected a claim to last until its lease ends or its holder gives it back";
            default -> "Expected no such move";
        };
    }

    // Whoever writes how a step ended leaves a mark of its own: it must be the holder's.
    private static boolean byItsHolder(Change change) {
        var words = String.valueOf(change.words());
        var holder = String.valueOf(change.wasHeldBy());
        return change.what().equals("AUTOMATIC")
                ? (words + " ").startsWith(Receivers.mark(holder, change.wasAttempts()) + " ")
                : words.endsWith(People.mark(holder));
    }

    private static boolean wasReleased(Change change, List<Change> together) {
        return together.stream()
                .anyMatch(other -> other.what().equals("history")
                        && other.became().equals("RELEASED")
                        && other.itemId() == change.itemId()
                        && other.n() == change.n()
                        && String.valueOf(other.heldBy()).equals(change.wasHeldBy()));
    }

    /** At the end: all that was accepted is closed, and what a machine completed was delivered. */
    void checkTheEnd() {
        closed.forEach((id, isClosed) -> {
            if (!isClosed) {
                throw new Broken("Expected item " + Ids.text(id) + " to close in the end, but it is held by "
                        + steps.values().stream()
                                .filter(step -> step.itemId() == id && OPEN.contains(step.became()))
                                .toList());
            }
        });
        steps.forEach((id, step) -> {
            if (step.what().equals("AUTOMATIC")
                    && step.became().equals("DONE")
                    && world.receivers().taken(id) == 0) {
                throw new Broken("Expected completed step " + id + " to have been delivered, but it never was");
            }
            if (step.became().equals("WAITING")) {
                throw new Broken("Expected nothing to wait behind closed items, but step " + id + " does");
            }
        });
    }

    boolean allClosed() {
        return closed.values().stream().allMatch(is -> is);
    }

    int accepted() {
        return closed.size();
    }
}
