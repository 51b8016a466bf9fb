package dev.signalbox.bench;

import dev.signalbox.bench.Figure.Target;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.process.PackLoader;
import dev.signalbox.trial.PastFile;
import dev.signalbox.trial.Replay;
import dev.signalbox.trial.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A file of claims through the rules, from the bytes on the disk to the report, beside the bare firing of the same rules. */
final class ReplayFile implements Measurement {
    private static final int ITEMS = 500_000;
    private static final int ROUNDS = 3;
    private static final int MOST_WARM_UPS = 8;
    private static final double STILL_FASTER = 1.03;
    private static final long FIRING = TimeUnit.SECONDS.toNanos(4);

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        Path file = place.claims.write(place.file("replay.csv"), 0, ITEMS);
        var threads = Executors.newFixedThreadPool(Decide.THREADS);
        var pack = PackLoader.load(place.rules.resolve("property-claims"));
        try (var engine = RuleCompiler.compile(pack)) {
            var side = new Replay.Side(pack, engine);
            var bare = new BareRules(pack, "property_claims");
            var binder = new JsonBinder(engine.type(), pack.definition());
            var facts = new ArrayList<List<Object>>();
            for (var batch : Decide.bodies(place)) {
                facts.add(Decide.bind(binder, batch).stream()
                        .map(bound -> bare.fact(bound.values()))
                        .toList());
            }
            Decide.Work firing = batch -> bare.fire(facts.get(batch));
            double before = 0;
            double now = perSecond(side, file);
            for (int run = 1; run < MOST_WARM_UPS && now > before * STILL_FASTER; run++) {
                before = now;
                now = perSecond(side, file);
            }
            Decide.perSecond(threads, firing, 2 * FIRING);
            var ours = new ArrayList<Double>();
            var beside = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                beside.add(Decide.perSecond(threads, firing, FIRING));
                ours.add(perSecond(side, file));
            }
            double items = Median.of(ours);
            double fired = Median.of(beside);
            var what = "items/s of a CSV file to the report; beside bare rule firing on two threads";
            return List.of(
                    new Figure(name(), what, items, fired, items / fired, null),
                    Figure.of(name(), "items/s of a CSV file to the report", items, Target.atLeast(200_000)));
        } finally {
            threads.shutdownNow();
        }
    }

    private static double perSecond(Replay.Side side, Path file) throws Exception {
        long start = System.nanoTime();
        try (var past = PastFile.open(file, side.engine().type(), side.pack().definition(), null, Instant.now())) {
            var report = new Replay(side, null, null).run(past, new Settings("claims", Instant.now(), 10), p -> {});
            if (report.items() != ITEMS || report.refused() > 0) {
                throw new IllegalStateException("Expected " + ITEMS + " items, but decided " + report.items());
            }
        }
        return ITEMS / ((System.nanoTime() - start) / 1e9);
    }
}
