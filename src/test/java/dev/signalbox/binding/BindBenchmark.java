package dev.signalbox.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints how many items a second one core binds. */
public final class BindBenchmark {
    private static final Path FILE = Path.of("samples/property-claims-2014.csv");
    private static final int ROUNDS = 8;
    private static final long ROUND_NANOS = 1_000_000_000L;
    private static final byte[] CLAIM = Claims.FIRST
            .replace("\"Airport Name\":\"Westchester County, White Plains\",\"Disposition\":\"Deny\"", "")
            .replace("0.00,}", "198.33}")
            .getBytes(UTF_8);

    private BindBenchmark() {}

    private interface Work {
        /** @return how many items were bound */
        int run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        var json = new JsonBinder(Claims.TYPE, Claims.PROCESS);
        var file = Files.readAllBytes(FILE);
        measure("json, a claim of " + CLAIM.length + " bytes", () -> {
            int items = 0;
            for (int i = 0; i < 1_000; i++) {
                items += json.bind(CLAIM).values().size() / 9;
            }
            return items;
        });
        measure("csv, cut into rows", () -> {
            int items = 0;
            try (var rows = CsvRows.open(new ByteArrayInputStream(file), Claims.PROCESS.csv())) {
                for (var some = rows.next(500); !some.isEmpty(); some = rows.next(500)) {
                    items += some.size();
                }
            }
            return items;
        });
        measure("csv, cut and bound", () -> {
            int items = 0;
            try (var rows = CsvRows.open(new ByteArrayInputStream(file), Claims.PROCESS.csv())) {
                var binder = new CsvBinder(Claims.TYPE, Claims.PROCESS, rows.head());
                for (var some = rows.next(500); !some.isEmpty(); some = rows.next(500)) {
                    items += binder.bind(some).size();
                }
            }
            return items;
        });
    }

    /** By the thread's own time on a processor, so that a busy machine tells the same. */
    private static void measure(String name, Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long items = 0;
            long start = threads.getCurrentThreadCpuTime();
            long now = start;
            for (; now - start < ROUND_NANOS; now = threads.getCurrentThreadCpuTime()) {
                items += work.run();
            }
            best = Math.max(best, items * 1e9 / (now - start));
        }
        System.out.printf(Locale.ROOT, "%-32s %,9.0f items/s, %.2f µs each%n", name, best, 1e6 / best);
    }
}
