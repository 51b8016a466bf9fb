package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.PackRefused;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rules that are loaded, decide and are closed again leave nothing behind in the JVM. In a host they end with its process; this
 * is about {@code --rules-isolation none} and the command line. {@code -Dcycles=1000} runs as many cycles; by default there are
 * fewer, each as telling: what one leaves behind, of classes at least the pack's own, adds up.
 */
class LoadCyclesTest {
    private static final int WARM_UP = 20;
    private static final int CYCLES = Integer.getInteger("cycles", 40);
    private static final int MOST_CLASSES = 30;
    private static final long MOST_BYTES = 3 << 20;

    private static final Packs PACK = Packs.of("Claim", """
            declare Claim
                kind : String @NotBlank
                day : LocalDate
            end
            rule "Pays" when Claim( kind == "a" ) then route.full("PAY", "fine"); end
            rule "Is cautious" when Claim( day > "2025-01-01" ) then route.partial("late"); end
            """);

    @Test
    void cyclesOfLoadingAndClosingLeaveClassesAndHeapFlat() throws Exception {
        cycles(WARM_UP);
        int classes = classes();
        long heap = heap();
        cycles(CYCLES);
        assertThat(classes() - classes).as("classes more than before").isLessThan(MOST_CLASSES);
        assertThat(heap() - heap).as("bytes more than before").isLessThan(MOST_BYTES);
    }

    private static void cycles(int times) throws PackRefused {
        for (int i = 0; i < times; i++) {
            try (DecisionEngine engine = PACK.compile()) {
                assertThat(engine.decide(List.of(Cases.of(Map.of("kind", "a"))))
                                .get(0)
                                .outcome())
                        .isEqualTo("PAY");
            }
        }
    }

    private static int classes() throws InterruptedException {
        heap();
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
