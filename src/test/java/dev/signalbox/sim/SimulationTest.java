package dev.signalbox.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.signalbox.Parcels;
import dev.signalbox.db.SimulatedStore;
import dev.signalbox.decision.Processes;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Three nodes, their database, receivers, senders and reviewers in one thread, 1,000 steps for each seed. The nodes are the product's
 * own services, down to its SQL and its group commit; around them nodes crash and freeze (also with a transaction open, or between
 * COMMIT and its answer), connections break, messages are lost, doubled and overtake each other, clocks are off by minutes, and
 * others commit between what a transaction reads and what it writes. After each step: what was acknowledged is there, no step
 * is completed twice or by anybody but its holder, each open item has one holder, accepted = closed + held, and a key always
 * names the same item. In the end the trouble stops, and every item has to close.
 *
 * <p>{@code -Dsim.seeds=10000} runs more seeds than the 500 of every build, {@code -Dsim.seed=7} one of them, told step by step.
 *
 * <p>That it can fail was tried by hand. Each of these made one of the first seeds fail: in Progress.whileHeld, without assignee
 * and attempts in the WHERE (seed 1), without attempts alone (1), without assignee alone (113), without the status CLAIMED (45);
 * in TaskStore.claim, without the state expected (1); in GroupCommit, told before the COMMIT (53). It found that an expired task was
 * freed though its holder had taken it again meanwhile: the lease was missing in that UPDATE's WHERE, and only PostgreSQL's row
 * lock stood in for it.
 */
class SimulationTest {
    private static final int STEPS = 1_000;
    private static final int SEEDS = Integer.getInteger("sim.seeds", 500);
    private static final Long ONLY = Long.getLong("sim.seed");

    private final Logger product = (Logger) LoggerFactory.getLogger("dev.signalbox");
    private final Map<String, Long> counts = new TreeMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void hush() {
        product.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        product.setLevel(null);
    }

    @Test
    void everySeedKeepsTheLaws() throws Exception {
        var rules = Parcels.write(folder.resolve("rules"), URI.create("http://receiver.example"));
        try (var processes = Processes.load(rules, pack -> new ParcelRules(), process -> List.of());
                var store = new SimulatedStore(folder.resolve("data"))) {
            assertThat(processes.bad()).isEmpty();
            long start = System.nanoTime();
            if (ONLY != null) {
                run(ONLY, store, processes, true);
                return;
            }
            for (long seed = 1; seed <= SEEDS; seed++) {
                run(seed, store, processes, false);
            }
            assertThat(counts)
                    .as("kinds of trouble and what came of them")
                    .containsKeys("CRASH", "CRASH_AFTER_COMMIT", "CUT", "CUT_AFTER_COMMIT", "OVERTAKEN", "freeze")
                    .containsKeys("answered again", "another body refused", "conflict", "unavailable", "too late");
            System.out.printf(
                    "Simulation: %d seeds of %d steps in %d s: %s%n",
                    SEEDS, STEPS, (System.nanoTime() - start) / 1_000_000_000, counts);
        }
    }

    private void run(long seed, SimulatedStore store, Processes processes, boolean telling) {
        try (var world = new World(seed, store, processes, counts, telling)) {
            try {
                world.run(STEPS);
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "Seed %d broke at step %d: %s%nTo run it again, with every step told: mvn -q -Dtest=SimulationTest -Dsim.seed=%d test"
                                .formatted(seed, world.step(), e.getMessage(), seed),
                        e);
            }
        }
    }
}
