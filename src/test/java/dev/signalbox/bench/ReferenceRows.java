package dev.signalbox.bench;

import dev.signalbox.bench.Figure.Target;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Deciding with a reference table of 100,000 rows beside one of 10, and what such a table costs to load. */
final class ReferenceRows implements Measurement {
    private static final int FEW = 10;
    private static final int MANY = 100_000;
    private static final int BATCH = 500;
    private static final int ROUNDS = 5;
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(4);
    private static final long ROUND = TimeUnit.SECONDS.toNanos(2);

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        Path folder = Files.createTempDirectory("signalbox-reference");
        RuleCompiler.compile(pack(folder.resolve("warm-up"), MANY)).close();
        ProcessPack large = pack(folder.resolve("many"), MANY);
        long before = heap();
        long start = System.nanoTime();
        try (DecisionEngine few = RuleCompiler.compile(pack(folder.resolve("few"), FEW))) {
            double fewMillis = millisSince(start);
            start = System.nanoTime();
            try (DecisionEngine many = RuleCompiler.compile(large)) {
                double load = millisSince(start) - fewMillis;
                double megabytes = (heap() - before) / 1e6;
                perSecond(few, FEW, WARM_UP);
                perSecond(many, MANY, WARM_UP);
                var ofFew = new ArrayList<Double>();
                var ofMany = new ArrayList<Double>();
                for (int round = 0; round < ROUNDS; round++) {
                    ofFew.add(perSecond(few, FEW, ROUND));
                    ofMany.add(perSecond(many, MANY, ROUND));
                }
                double beside = Median.of(ofFew);
                double items = Median.of(ofMany);
                return List.of(
                        Figure.beside(
                                name(),
                                "items/s with 100,000 reference rows, beside 10 rows",
                                items,
                                beside,
                                items / beside,
                                Target.atLeast(0.5)),
                        Figure.told(name(), "ms to load 100,000 rows, compiling aside", load),
                        Figure.told(name(), "MB of heap for 100,000 rows", megabytes));
            }
        }
    }

    private static double perSecond(DecisionEngine engine, int rows, long nanos) {
        var batch = new ArrayList<Case>(BATCH);
        long start = System.nanoTime();
        int next = 0;
        long items = 0;
        while (System.nanoTime() - start < nanos) {
            batch.clear();
            for (int i = 0; i < BATCH; i++) {
                // 7919 is prime, so the keys are met in no order that a cache would like.
                next = (next + 7_919) % rows;
                batch.add(new Case(
                        Map.of("supplierId", "S-" + next, "total", new BigDecimal(next % 900)),
                        List.of(),
                        List.of(),
                        Instant.EPOCH));
            }
            items += engine.decide(batch).size();
        }
        return items * 1e9 / (System.nanoTime() - start);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static ProcessPack pack(Path parent, int rows) throws Exception {
        Path folder = Files.createDirectories(parent.resolve("invoices"));
        write(folder.resolve("process.yaml"), """
                process: invoices
                title: Invoices
                owner: { name: Bench, contact: bench@example.org }
                item: Invoice
                queues: { clerks: { title: Clerks, due: 1d } }
                routes: { full: [carry-out], partial: [review: clerks, carry-out], manual: [review: clerks, carry-out] }
                quarantine: clerks
                fallback: clerks
                outcomes: { PAY: [] }
                reference: { suppliers: { type: Supplier, key: { id: supplierId } } }
                """);
        write(folder.resolve("rules.drl"), """
                package invoices
                declare Invoice
                    supplierId : String @NotBlank
                    total : BigDecimal @NotNull
                end
                declare Supplier
                    id : String
                    name : String
                    credit : BigDecimal
                    since : LocalDate
                    status : String
                end
                rule "A supplier in good standing is paid within its credit"
                when
                    Invoice( $total : total )
                    Supplier( status == "active", credit >= $total )
                then
                    route.full("PAY", "within the credit");
                end
                rule "A blocked supplier is not paid"
                when
                    Invoice()
                    Supplier( status == "blocked" )
                then
                    route.manual("blocked");
                end
                rule "An unknown supplier is looked at"
                when
                    Invoice( supplierId != null )
                    not Supplier()
                then
                    route.partial("unknown");
                end
                """);
        var csv = new StringBuilder("id,name,credit,since,status\n");
        for (int i = 0; i < rows; i++) {
            csv.append("S-")
                    .append(i)
                    .append(",Supplier ")
                    .append(i)
                    .append(',')
                    .append(1_000 + i % 5_000);
            csv.append(".00,2020-01-").append(10 + i % 20).append(i % 50 == 0 ? ",blocked\n" : ",active\n");
        }
        Files.createDirectories(folder.resolve("reference"));
        write(folder.resolve("reference/suppliers.csv"), csv.toString());
        return PackLoader.load(folder);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
