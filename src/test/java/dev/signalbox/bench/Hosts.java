package dev.signalbox.bench;

import dev.signalbox.bench.Figure.Target;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.decision.host.RuleHosts;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Rules in a process of their own: what it costs to decide there, and what the process takes. */
final class Hosts implements Measurement {
    private static final int HEAP_MEGABYTES = 96;
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(45);
    private static final long ROUND = TimeUnit.SECONDS.toNanos(4);
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "hosts";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        var pack = PackLoader.load(place.rules.resolve("property-claims"));
        var hosts = new RuleHosts(HEAP_MEGABYTES, place.file("compiled"));
        double cold = secondsToLoad(hosts, pack);
        double warm = secondsToLoad(hosts, pack);
        try (var host = hosts.load(pack);
                var inside = RuleCompiler.compile(pack)) {
            long pid =
                    ProcessHandle.current().children().findFirst().orElseThrow().pid();
            var bodies = Decide.bodies(place);
            Decide.Work there = work(pack, host, bodies);
            Decide.Work here = work(pack, inside, bodies);
            var threads = Executors.newFixedThreadPool(Decide.THREADS);
            Decide.perSecond(threads, there, WARM_UP);
            Decide.perSecond(threads, here, WARM_UP);
            var hosted = new ArrayList<Double>();
            var beside = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                hosted.add(Decide.perSecond(threads, there, ROUND));
                beside.add(Decide.perSecond(threads, here, ROUND));
            }
            threads.shutdown();
            double items = Median.of(hosted);
            double without = Median.of(beside);
            var what = "items/s on two threads through a host; beside the same inside the server";
            return List.of(
                    Figure.beside(name(), what, items, without, items / without, Target.atLeast(0.7)),
                    Figure.of(name(), "MB resident of a host", Footprint.resident(pid), Target.atMost(150)),
                    Figure.told(name(), "s until a host is ready, compiling", cold),
                    Figure.of(name(), "s until a host is ready, compiled before", warm, Target.atMost(3)));
        }
    }

    private static double secondsToLoad(RuleHosts hosts, ProcessPack pack) throws PackRefused {
        long start = System.nanoTime();
        hosts.load(pack).close();
        return (System.nanoTime() - start) / 1e9;
    }

    private static Decide.Work work(ProcessPack pack, DecisionEngine engine, List<List<byte[]>> bodies) {
        var process = new LiveProcess(pack, engine);
        var binder = new JsonBinder(process.type(), process.definition());
        return batch -> Decide.decide(process, binder, bodies.get(batch));
    }
}
