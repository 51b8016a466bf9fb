package dev.signalbox.bench;

import dev.signalbox.KeptClassesFile;
import dev.signalbox.ServerProcess;
import dev.signalbox.bench.Figure.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From {@code java -jar} to ready, the first time and again, and what memory the server then holds. */
final class Footprint implements Measurement {
    private static final Path JAR = Path.of("target", "signalbox.jar");
    private static final int STARTS = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Figure> run(Place place) throws IOException, InterruptedException {
        var first = new ArrayList<Double>();
        var again = new ArrayList<Double>();
        var megabytes = new ArrayList<Double>();
        for (int start = 0; start < STARTS; start++) {
            Path data = place.file("start" + start);
            try (var server = ServerProcess.serveJar(JAR, data, place.rules)) {
                first.add(server.startup().toMillis() / 1e3);
                KeptClassesFile.await(data);
            }
            try (var server = ServerProcess.serveJar(JAR, data, place.rules)) {
                again.add(server.startup().toMillis() / 1e3);
                TimeUnit.SECONDS.sleep(5);
                megabytes.add(resident(server.pid()));
            }
        }
        return List.of(
                Figure.of(name(), "s from java -jar to ready, compiling", Median.of(first), Target.atMost(6)),
                Figure.of(
                        name(),
                        "s from java -jar to ready, compiled and classes kept before",
                        Median.of(again),
                        Target.atMost(6)),
                Figure.of(name(), "MB resident at rest", Median.of(megabytes), Target.atMost(400)));
    }

    /** Megabytes by Linux's {@code /proc/PID/status}. */
    static double resident(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            var line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Integer.parseInt(line.replaceAll("\\D", "")) / 1024.0;
        }
    }
}
