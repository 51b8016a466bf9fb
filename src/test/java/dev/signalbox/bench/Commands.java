package dev.signalbox.bench;

import dev.signalbox.RulesCopy;
import dev.signalbox.bench.Figure.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whole commands as an analyst gives them, on a pack of 17 rules: the first check, a second of the same files, one after a change, a
 * test, and {@code check --watch}. Processor time, that of the warm process included: a clock says little on a machine that is shared.
 */
final class Commands implements Measurement {
    private static final String JAR =
            Path.of("target", "signalbox.jar").toAbsolutePath().toString();
    private static final String ROUTING = "property-claims/routing.drl";
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "check";
    }

    @Override
    public List<Figure> run(Place place) throws IOException, InterruptedException {
        // The name of a socket has to be short.
        Path cache = Files.createTempDirectory("sb");
        Path scratch = place.file("check");
        Files.createDirectories(scratch);
        var rules = RulesCopy.in(scratch);
        String pack = rules.path("property-claims");
        var again = new ArrayList<Double>();
        var changed = new ArrayList<Double>();
        var tested = new ArrayList<Double>();
        try {
            double first = seconds(cache, "check", pack);
            for (int round = 0; round < ROUNDS; round++) {
                again.add(seconds(cache, "check", pack));
                edit(rules, round);
                changed.add(seconds(cache, "check", pack));
                tested.add(seconds(cache, "test", pack));
            }
            return List.of(
                    Figure.told(name(), "s of processor time, first check of a pack", first),
                    Figure.of(
                            name(),
                            "s of processor time, check of an unchanged pack",
                            Median.of(again),
                            Target.atMost(1)),
                    Figure.of(
                            name(), "s of processor time, check after a change", Median.of(changed), Target.atMost(3)),
                    Figure.of(name(), "s of processor time, test after a check", Median.of(tested), Target.atMost(3)),
                    Figure.of(
                            name(),
                            "s from a save to the answer of check --watch",
                            Median.of(watched(rules, pack)),
                            Target.atMost(1)));
        } finally {
            warm(cache).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Without meaning, but another version. */
    private static void edit(RulesCopy rules, int round) {
        rules.edit(ROUTING, drl -> drl + "// " + round + "\n");
    }

    private static double seconds(Path cache, String command, String pack) throws IOException, InterruptedException {
        double before = spent(cache);
        var builder = new ProcessBuilder(
                "bash", "-c", "TIMEFORMAT='%U %S'; time java -jar \"$0\" \"$@\" > /dev/null", JAR, command, pack);
        builder.environment().put("SIGNALBOX_CACHE", cache.toString());
        Process process = builder.start();
        String[] times = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split("\\s+", -1);
        process.waitFor();
        return Double.parseDouble(times[0]) + Double.parseDouble(times[1]) + spent(cache) - before;
    }

    /** Of the warm process, if there is one. */
    private static double spent(Path cache) {
        return warm(cache)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toMillis)
                .map(millis -> millis / 1e3)
                .orElse(0.0);
    }

    private static Optional<ProcessHandle> warm(Path cache) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(cache + "/"))
                .filter(process -> process.info().commandLine().orElse("").contains("WarmProcess"))
                .findFirst();
    }

    private static List<Double> watched(RulesCopy rules, String pack) throws IOException, InterruptedException {
        var seconds = new ArrayList<Double>();
        var builder = new ProcessBuilder("java", "-jar", JAR, "check", "--watch", pack);
        builder.environment().put("SIGNALBOX_CACHE", "off");
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            awaitAnswer(out);
            for (int round = 0; round < ROUNDS; round++) {
                edit(rules, ROUNDS + round);
                long saved = System.nanoTime();
                awaitAnswer(out);
                seconds.add((System.nanoTime() - saved) / 1e9);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return seconds;
    }

    private static void awaitAnswer(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("watching")) {
                return;
            }
        }
        throw new IOException("Expected check --watch to go on, but it has ended");
    }
}
