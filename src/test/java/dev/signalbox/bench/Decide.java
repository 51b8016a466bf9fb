package dev.signalbox.bench;

import dev.signalbox.bench.Figure.Target;
import dev.signalbox.binding.Bound;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Binding, validating, deciding and explaining, down to the decision's JSON as it is stored, without a server or a disk, beside
 * the bare firing of the same rules.
 */
final class Decide implements Measurement {
    static final int THREADS = 2;
    private static final int BATCH = 500;
    static final int BATCHES = 40;
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(15);
    private static final long ROUND = TimeUnit.SECONDS.toNanos(4);
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "decide";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        try (var processes = Processes.load(place.rules)) {
            var process = processes.find("property-claims").orElseThrow();
            var binder = new JsonBinder(process.type(), process.definition());
            var bare = new BareRules(process.pack(), "property_claims");
            var bodies = bodies(place);
            var facts = new ArrayList<List<Object>>();
            for (var batch : bodies) {
                facts.add(bind(binder, batch).stream()
                        .map(bound -> bare.fact(bound.values()))
                        .toList());
            }
            Work whole = batch -> decide(process, binder, bodies.get(batch));
            Work firing = batch -> bare.fire(facts.get(batch));
            perSecond(threads, whole, WARM_UP);
            perSecond(threads, firing, WARM_UP);
            var ours = new ArrayList<Double>();
            var beside = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                beside.add(perSecond(threads, firing, ROUND));
                ours.add(perSecond(threads, whole, ROUND));
            }
            double items = Median.of(ours);
            double fired = Median.of(beside);
            var what = "items/s on two threads: bind, validate, rules, explain; beside bare rule firing";
            return List.of(
                    new Figure(name(), what, items, fired, items / fired, null),
                    Figure.of(name(), "items/s on two threads", items, Target.atLeast(100_000)));
        } finally {
            threads.shutdownNow();
        }
    }

    static List<List<byte[]>> bodies(Place place) {
        var endless = place.claims.bodies(0);
        var batches = new ArrayList<List<byte[]>>();
        for (int i = 0; i < BATCHES; i++) {
            var batch = new ArrayList<byte[]>();
            for (int j = 0; j < BATCH; j++) {
                batch.add(endless.next());
            }
            batches.add(batch);
        }
        return batches;
    }

    static List<Bound> bind(JsonBinder binder, List<byte[]> bodies) throws Exception {
        var bound = new ArrayList<Bound>(bodies.size());
        for (var body : bodies) {
            bound.add(binder.bind(body));
        }
        return bound;
    }

    static void decide(LiveProcess process, JsonBinder binder, List<byte[]> bodies) throws Exception {
        var now = Instant.now();
        var cases = new ArrayList<Case>(bodies.size());
        for (var bound : bind(binder, bodies)) {
            cases.add(new Case(bound.values(), bound.problems(), bound.warnings(), now));
        }
        long explained = process.engine().decide(cases).stream()
                .filter(decision -> !decision.json().isEmpty())
                .count();
        if (explained != bodies.size()) {
            throw new IllegalStateException("Expected a decision for each item");
        }
    }

    /** What is measured, on one of the batches. */
    interface Work {
        void on(int batch) throws Exception;
    }

    static double perSecond(ExecutorService threads, Work work, long nanos) throws Exception {
        long start = System.nanoTime();
        long end = start + nanos;
        var counting = new ArrayList<Callable<Integer>>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            counting.add(() -> {
                int count = 0;
                for (int batch = first; System.nanoTime() < end; batch += THREADS, count++) {
                    work.on(batch % BATCHES);
                }
                return count;
            });
        }
        long batches = 0;
        for (var count : threads.invokeAll(counting)) {
            batches += count.get();
        }
        return batches * BATCH / ((System.nanoTime() - start) / 1e9);
    }
}
