package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackLoader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.kie.api.runtime.KieSession;

/**
 * How many items a second are decided (bound to facts, validated, judged, explained) with the property-claims pack, beside
 * the bare firing of the same rules on facts made beforehand. Arguments: seconds a run, and threads.
 */
public final class DecideBenchmark {
    private static final int BATCH = 500;
    private static final RuleInfo SOME_RULE = new RuleInfo(0, "some", Map.of(), Map.of(), false, false);

    private DecideBenchmark() {}

    public static void main(String[] args) throws Exception {
        long seconds = args.length > 0 ? Long.parseLong(args[0]) : 3;
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        long start = System.nanoTime();
        var engine = (RuleEngine) RuleCompiler.compile(PackLoader.load(Path.of("rules/property-claims")));
        System.out.printf("compile, cold: %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        List<Case> items = items();
        RuleBook book = engine.book();
        List<Object> facts = items.stream()
                .map(item -> book.item().make(item.values(), "", new ArrayList<>()))
                .toList();
        long full = engine.decide(items).stream()
                .map(Decision::route)
                .filter(Route.FULL::equals)
                .count();
        System.out.printf("%d items, %d of them FULL%n", items.size(), full);
        for (int round = 0; round < 3; round++) {
            double decided = rate(threads, seconds, () -> engine.decide(items).size());
            double fired = rate(threads, seconds, () -> fire(book, facts));
            double made = rate(1, 1, () -> make(book, items));
            double checked = rate(1, 1, () -> check(book, facts));
            System.out.printf(
                    "%d threads: decide %,.0f/s (%.1f us of a core each), bare firing %,.0f/s, ratio %.2f;"
                            + " alone, one thread: making facts %,.0f/s, constraints %,.0f/s%n",
                    threads, decided, threads * 1e6 / decided, fired, decided / fired, made, checked);
        }
        engine.close();
    }

    private static int fire(RuleBook book, List<Object> facts) {
        for (Object fact : facts) {
            KieSession session = book.sessions().next();
            var ballot = new Ballot(book.definition(), book.item().type(), Map.of(), book.limits());
            ballot.begin(SOME_RULE, Map.of());
            session.setGlobal(Prelude.GLOBAL, new RuleVerbs(ballot));
            session.insert(fact);
            session.fireAllRules();
            session.dispose();
        }
        return facts.size();
    }

    private static int make(RuleBook book, List<Case> items) {
        var problems = new ArrayList<Problem>();
        items.forEach(item -> book.item().make(item.values(), "", problems));
        return items.size();
    }

    private static int check(RuleBook book, List<Object> facts) {
        var problems = new ArrayList<Problem>();
        facts.forEach(fact -> book.constraints().check(fact, Cases.NOON, problems));
        return facts.size();
    }

    private static double rate(int threads, long seconds, Callable<Integer> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        Callable<Long> loop = () -> {
            long done = 0;
            while (System.nanoTime() < end) {
                done += work.call();
            }
            return done;
        };
        long done = 0;
        for (var counted : pool.invokeAll(Collections.nCopies(threads, loop))) {
            done += counted.get();
        }
        pool.shutdown();
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static List<Case> items() {
        var random = new Random(1);
        var items = new ArrayList<Case>();
        for (int i = 0; i < BATCH; i++) {
            var values = new HashMap<String, Object>();
            values.put("claimNumber", "2025" + i);
            values.put("received", LocalDate.of(2025, 3, 1).plusDays(random.nextInt(60)));
            values.put("incident", LocalDate.of(2025, 1, 1).plusDays(random.nextInt(50)));
            values.put("airport", "JFK");
            values.put("airline", "An airline");
            values.put("type", random.nextBoolean() ? "Property Damage" : "Passenger Property Loss");
            values.put("site", random.nextBoolean() ? "Checkpoint" : "Checked Baggage");
            values.put("category", "Clothing");
            values.put("amount", BigDecimal.valueOf(random.nextInt(300_000), 2));
            items.add(Cases.of(values));
        }
        return items;
    }
}
