package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.Attack.Fate;
import dev.signalbox.decision.host.RuleHost;
import dev.signalbox.decision.host.RuleHosts;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks that no guard can see, in a real host, beside a second pack in its own. An attack costs its own item and no other,
 * of no pack. All attacks are one pack, whose rules each wait for items of their own, so that they are compiled once.
 *
 * <p>The second pack is asked at a steady pace all the while, and each of its answers must be right and come within
 * {@link #SLOWEST}: on two cores that the attack, the host that takes its place and other tests share, less would say more
 * about the machine than about the hosts.
 */
class ContainedTest {
    private static final Limits LIMITS = new Limits(Duration.ofMillis(1_500), 1_000);
    private static final Duration SLOWEST = Duration.ofSeconds(3);
    private static final int MEGABYTES = 96;
    private static final List<Attack> ATTACKS = Attack.all(Fate.CONTAINED).toList();

    private static RuleHosts hosts;
    private static DecisionEngine calm;
    private static DecisionEngine attacked;
    private static int attacks;

    @BeforeAll
    static void start(@TempDir Path keep) throws PackRefused {
        hosts = new RuleHosts(RuleHost.class, LIMITS, MEGABYTES, keep);
        calm = hosts.load(pack("calm", Attack.CLAIM));
        attacked = hosts.load(attacks());
    }

    @AfterAll
    static void close() {
        calm.close();
        attacked.close();
    }

    private static ProcessPack attacks() throws PackRefused {
        var drl = new StringBuilder(Attack.CLAIM);
        for (int i = 0; i < ATTACKS.size(); i++) {
            drl.append(ATTACKS.get(i)
                    .text()
                    .replace("\"attack\"", "\"" + kind(i) + "\"")
                    .replace("\"Attack\"", "\"Attack " + i + "\"")
                    .replace("deep(", "deep" + i + "("));
        }
        return pack("trial", drl.toString());
    }

    private static ProcessPack pack(String name, String drl) throws PackRefused {
        return PackLoader.of(
                name,
                List.of(
                        file("process.yaml", Packs.PROCESS.replace("process: trial", "process: " + name)),
                        file("rules.drl", drl)));
    }

    private static PackFile file(String path, String text) {
        return new PackFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String kind(int attack) {
        return "attack " + attack;
    }

    static Stream<Attack> attacksByName() {
        return ATTACKS.stream();
    }

    @ParameterizedTest
    @MethodSource("attacksByName")
    void anAttackCostsItsOwnItemAndNoOther(Attack attack) throws Exception {
        if (++attacks % 2 == 0) {
            // Before a third strike withdraws the pack.
            attacked.close();
            attacked = hosts.load(attacks());
        }
        var over = new AtomicBoolean();
        var others = CompletableFuture.supplyAsync(() -> decideUntil(over));
        List<Decision> decisions;
        try {
            decisions = attacked.decide(List.of(plain(), harmful(ATTACKS.indexOf(attack)), plain()));
        } finally {
            over.set(true);
        }
        Decision harmed = decisions.get(1);
        assertThat(harmed.route()).isEqualTo(Route.MANUAL);
        assertThat(harmed.queue()).isEqualTo("lawyers");
        assertThat(harmed.reasons())
                .hasSize(1)
                .first()
                .asString()
                .containsPattern("took longer than|said more than \\d+ things|used more than the .* of memory"
                        + "|(\"Attack \\d+\"|a condition) failed: \\w+");
        assertThat(List.of(decisions.get(0), decisions.get(2)))
                .extracting(Decision::outcome)
                .containsOnly("PAY");
        assertThat(others.join().stream().max(Long::compare).orElseThrow())
                .as("nanoseconds of the other pack's slowest answer")
                .isLessThan(SLOWEST.toNanos());
    }

    private static Case plain() {
        return Cases.of(Map.of("kind", "plain", "text", "x", "amount", BigDecimal.ONE, "lines", List.of()));
    }

    private static Case harmful(int attack) {
        Map<String, Object> line = Map.of("amount", BigDecimal.ONE, "text", "x");
        return Cases.of(Map.of(
                "kind", kind(attack),
                "text", "a".repeat(64),
                "amount", BigDecimal.ONE,
                "lines", Collections.nCopies(200, line)));
    }

    /** The times of its answers, in nanoseconds. */
    private static List<Long> decideUntil(AtomicBoolean over) {
        var times = new ArrayList<Long>();
        do {
            long start = System.nanoTime();
            assertThat(calm.decide(List.of(plain())).get(0).outcome()).isEqualTo("PAY");
            times.add(System.nanoTime() - start);
            try {
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        } while (!over.get());
        return times;
    }

    @Test
    void aHostThatIsKilledLosesNothing() throws Exception {
        var batch = Collections.nCopies(500, plain());
        var over = new AtomicBoolean();
        var decided = CompletableFuture.supplyAsync(() -> {
            var all = new ArrayList<String>();
            while (!over.get()) {
                calm.decide(batch).forEach(decision -> all.add(decision.outcome()));
            }
            return all;
        });
        for (int kill = 0; kill < 2; kill++) {
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(hostProcesses().filter(ProcessHandle::destroyForcibly)).hasSizeGreaterThanOrEqualTo(1);
            // Until another has taken its place.
            assertThat(calm.decide(batch)).hasSize(batch.size());
        }
        TimeUnit.MILLISECONDS.sleep(300);
        over.set(true);
        assertThat(decided.join()).hasSizeGreaterThan(1_000).containsOnly("PAY");
        assertThat(calm.withdrawn()).isNull();
    }

    @Test
    void hostsThatAreKilledWhileTheyStartCostNothing() throws Exception {
        var old = hostProcesses().collect(Collectors.toSet());
        old.forEach(ProcessHandle::destroyForcibly);
        // More often than there are strikes, and than one start is tried.
        var killed = CompletableFuture.supplyAsync(() -> killAtBirth(5, old));
        assertThat(calm.decide(List.of(plain())).get(0).outcome()).isEqualTo("PAY");
        assertThat(killed.join()).isEqualTo(5);
        assertThat(calm.withdrawn()).isNull();

        var later = hostProcesses().collect(Collectors.toSet());
        var atFirst = CompletableFuture.supplyAsync(() -> killAtBirth(2, later));
        hosts.load(pack("calm", Attack.CLAIM)).close();
        assertThat(atFirst.join()).isEqualTo(2);
    }

    /** Kills hosts other than the old ones as soon as they are there, so many one after the other. */
    private static int killAtBirth(int many, Set<ProcessHandle> old) {
        int killed = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (killed < many && System.nanoTime() < end) {
            for (ProcessHandle host : hostProcesses().toList()) {
                if (old.add(host) && host.destroyForcibly()) {
                    killed++;
                }
            }
        }
        return killed;
    }

    @Test
    void loadingAndClosingLeavesNoProcessesOrFilesOpen() throws Exception {
        ProcessPack pack = pack("calm", Attack.CLAIM);
        hosts.load(pack).close();
        long processes = hostProcesses().count();
        long open = openFiles();
        for (int i = 0; i < 3; i++) {
            hosts.load(pack).close();
        }
        assertThat(hostProcesses().count()).isEqualTo(processes);
        assertThat(openFiles() - open).isLessThan(5);
    }

    // By the command: the arguments, with the class path among them, are longer than the JDK reads.
    private static Stream<ProcessHandle> hostProcesses() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/java"));
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
