package dev.signalbox.sim;

import dev.signalbox.db.DatabaseUnavailable;
import dev.signalbox.db.Fate;
import dev.signalbox.db.Fate.Kind;
import dev.signalbox.db.SimulatedStore;
import dev.signalbox.decision.Processes;
import dev.signalbox.execution.Worker;
import dev.signalbox.plan.Items;
import dev.signalbox.review.TaskConflict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One seed's world: three nodes, their database, receivers, senders and reviewers. What happens next, where and when, is drawn from
 * the seed. In the end it calms down, and all that was begun has to come to its end.
 */
final class World implements AutoCloseable {
    private static final int NODES = 3;
    private static final int CALM_ROUNDS = 400;
    /** Longer than any lease, in milliseconds. */
    private static final long LONG = Duration.ofMinutes(31).toMillis();

    private final SplittableRandom random;
    private final SimulatedStore store;
    private final Processes processes;
    private final Map<String, Long> counts;
    private final boolean telling;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Event> pending = new ArrayList<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::at));
    private final Receivers receivers = new Receivers();
    private final SimulatedStore.Link watching;
    private final Laws laws;
    private final Senders senders;
    private final People people;
    private long now = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
    private int step;
    private int starts;
    private boolean calm;
    private @Nullable String broken;

    private record Later(long at, int order, Event event) {}

    /**
     * An empty world.
     *
     * @param counts what happened is counted here
     * @param telling whether each step is printed
     */
    World(long seed, SimulatedStore store, Processes processes, Map<String, Long> counts, boolean telling) {
        this.random = new SplittableRandom(seed);
        this.store = store;
        this.processes = processes;
        this.counts = counts;
        this.telling = telling;
        store.reset();
        watching = store.connect(new WorldClock(this, 0), Runnable::run, () -> Fate.NONE);
        laws = new Laws(this, new Items(watching.database()));
        var process = processes.all().get(0);
        senders = new Senders(this, process);
        people = new People(this, process.name());
        for (int i = 1; i <= NODES; i++) {
            var node = new Node(this, "node " + i, random.nextInt(-300_000, 300_000));
            node.start();
            nodes.add(node);
        }
    }

    /** Runs it. @throws Broken when a law is broken */
    void run(int steps) {
        while (step < steps) {
            step++;
            act();
            check();
        }
        calmDown();
    }

    int step() {
        return step;
    }

    private void check() {
        laws.check();
        if (broken != null) {
            throw new Broken(broken);
        }
    }

    private void act() {
        int dice = below(100);
        if (dice < 50 && runOne()) {
            return;
        }
        if (dice < 63) {
            senders.send();
        } else if (dice < 79) {
            people.act();
        } else if (dice < 90) {
            round(nodes.get(below(NODES)));
        } else if (dice < 96) {
            pass(timeToPass());
        } else {
            trouble(nodes.get(below(NODES)));
        }
    }

    private long timeToPass() {
        int dice = below(100);
        return dice < 80 ? 1 + below(3_000) : dice < 97 ? 45_000 : LONG;
    }

    private void pass(long millis) {
        now += millis;
        tell(millis + " ms pass");
        while (!later.isEmpty() && later.peek().at() <= now) {
            pending.add(later.remove().event());
        }
    }

    private void trouble(Node node) {
        if (node.writing) {
            return;
        }
        if (node.life() == null) {
            tell(node + " starts");
            node.start();
        } else if (node.paused) {
            tell(node + " wakes up");
            node.paused = false;
        } else if (chance(50)) {
            tell(node + " freezes");
            count("freeze");
            node.paused = true;
        } else {
            crash(node);
        }
    }

    private void crash(Node node) {
        tell(node + " crashes");
        count("crash");
        node.crash();
    }

    private void round(Node node) {
        int which = below(4);
        later(new Event(node, null, false, () -> round(node, which)));
    }

    private void round(Node node, int which) {
        var life = node.life();
        if (life != null) {
            var unused = switch (which) {
                case 0 -> life.worker.expireLeases();
                case 1 -> life.reviews.expireLeases();
                default -> life.worker.startDue(calm ? Worker.MOST_RUNNING : 1 + below(4));
            };
        }
    }

    /** Runs something that is pending and not held up, away from nodes that are writing; answers whether there was anything. */
    private boolean runOne() {
        for (int tries = 0; tries < 4 && !pending.isEmpty(); tries++) {
            int i = below(pending.size());
            var event = pending.get(i);
            if (event.isDead()) {
                remove(i);
            } else if (!event.isHeldUp()) {
                remove(i);
                run(event);
                return true;
            }
        }
        return false;
    }

    private void remove(int i) {
        var last = pending.remove(pending.size() - 1);
        if (i < pending.size()) {
            pending.set(i, last);
        }
    }

    private void run(Event event) {
        var node = event.node();
        try {
            if (node != null && event.writing()) {
                node.writing = true;
            }
            event.what().run();
        } catch (Fate.Crash e) {
            if (node != null) {
                crash(node);
            }
        } finally {
            if (node != null && event.writing()) {
                node.writing = false;
            }
        }
    }

    /** What befalls the transaction that a node begins. */
    Fate fate(Node node) {
        int dice = calm ? 99 : below(100);
        count("transaction");
        var kind = dice < 2
                ? Kind.CRASH
                : dice < 4
                        ? Kind.CRASH_AFTER_COMMIT
                        : dice < 7
                                ? Kind.CUT
                                : dice < 10 ? Kind.CUT_AFTER_COMMIT : dice < 35 ? Kind.OVERTAKEN : Kind.NONE;
        if (kind == Kind.NONE) {
            return Fate.NONE;
        }
        tell(node + " writes: " + kind);
        count(kind.name());
        return new Fate(kind, 1 + below(10), this::meanwhile);
    }

    // While one node is in the middle of a transaction, perhaps frozen there, the others go on.
    private void meanwhile() {
        int more = 1 + below(12);
        if (chance(30)) {
            pass(LONG);
            for (Node node : nodes) {
                round(node, below(2));
                people.act();
            }
            more += 12;
        }
        for (; more > 0; more--) {
            act();
        }
    }

    /** How often a message arrives: mostly once. */
    int copies() {
        int dice = calm ? 99 : below(100);
        return dice < 6 ? 0 : dice < 12 ? 2 : 1;
    }

    /** Sends a call to some node; each copy takes a way of its own. */
    void message(String words, Consumer<Node.Life> call) {
        tell(words);
        for (int copies = copies(); copies > 0; copies--) {
            var node = nodes.get(below(NODES));
            later(new Event(node, null, false, () -> {
                var life = node.life();
                if (life != null) {
                    call.accept(life);
                }
            }));
        }
    }

    /** It happens soon, but nobody knows in which order. */
    void later(Event event) {
        pending.add(event);
    }

    void after(Duration time, Event event) {
        later.add(new Later(now + time.toMillis(), later.size(), event));
    }

    /** A call was not answered with yes. Only some refusals are to be expected. */
    void refused(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DatabaseUnavailable) {
            count("unavailable");
        } else if (cause instanceof TaskConflict) {
            count("conflict");
        } else {
            broken("Expected an answer, a conflict or 'unavailable', but was told " + cause);
        }
    }

    void broken(String what) {
        if (broken == null) {
            broken = what;
        }
    }

    // No more trouble: whatever was begun has to end.
    private void calmDown() {
        calm = true;
        for (Node node : nodes) {
            node.paused = false;
            if (node.life() == null) {
                node.start();
            }
        }
        for (int round = 0; round < CALM_ROUNDS && !(laws.allClosed() && pending.isEmpty()); round++) {
            step++;
            people.tidy();
            var node = nodes.get(round % NODES);
            round(node, 0);
            round(node, 1);
            round(node, 2);
            while (!pending.isEmpty()) {
                runOne();
            }
            check();
            pass(LONG);
        }
        laws.checkTheEnd();
        senders.sendAll();
        while (!pending.isEmpty()) {
            runOne();
        }
        check();
        if (laws.accepted() != senders.count()) {
            throw new Broken("Expected %d parcels to be as many items, but there are %d"
                    .formatted(senders.count(), laws.accepted()));
        }
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    private void tell(String words) {
        if (telling) {
            System.out.println(step + ": " + words);
        }
    }

    boolean chance(int percent) {
        return below(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    RandomGenerator random() {
        return random;
    }

    long now() {
        return now;
    }

    boolean isCalm() {
        return calm;
    }

    int nextNodeNumber() {
        return starts++ % 1_024;
    }

    SimulatedStore store() {
        return store;
    }

    Processes processes() {
        return processes;
    }

    Receivers receivers() {
        return receivers;
    }

    Laws laws() {
        return laws;
    }

    @Override
    public void close() {
        nodes.forEach(Node::crash);
        watching.end().run();
    }
}
