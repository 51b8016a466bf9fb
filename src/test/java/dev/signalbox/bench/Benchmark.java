package dev.signalbox.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures Signalbox beside what the machine does without it. All yardsticks run in turn with what they are compared to, on
 * the same machine in the same minutes. Argument: {@code all}, or names of parts with commas between. The figures are printed
 * as a table and written to {@code target/benchmark.json}.
 */
public final class Benchmark {
    private static final List<Measurement> PARTS = List.of(
            new Posts("none"),
            new Posts("process"),
            new Import("none"),
            new Import("process"),
            new Decide(),
            new ReferenceRows(),
            new Hosts(),
            new UnderAttack(),
            new ReplayFile(),
            new Commands(),
            new Next(),
            new PostgresPosts(),
            new MillionTasks(),
            new Footprint(),
            new Million());

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        var chosen = args.length == 0 ? "all" : args[0];
        var parts = PARTS.stream()
                .filter(part ->
                        chosen.equals("all") || List.of(chosen.split(",")).contains(part.name()))
                .toList();
        if (parts.isEmpty()) {
            var names = PARTS.stream().map(Measurement::name).distinct().toList();
            System.err.println("Expected all, or some of " + names + ", but was '" + chosen + "'");
            System.exit(2);
        }
        var figures = new ArrayList<Figure>();
        try (var place = new Place()) {
            for (var part : parts) {
                System.err.println("Measuring " + part.name() + " …");
                var measured = part.run(place);
                System.err.print(new Report(measured).table()); // what comes later may take an hour
                figures.addAll(measured);
            }
        }
        var report = new Report(figures);
        System.out.print(report.table());
        Files.writeString(Path.of("target", "benchmark.json"), report.json());
        System.exit(0);
    }
}
