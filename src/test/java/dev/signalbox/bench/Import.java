package dev.signalbox.bench;

import dev.signalbox.bench.Figure.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file of claims over HTTP, beside the same rows put straight into SQLite. */
final class Import implements Measurement {
    private static final int WARM_UP = 200_000;
    private static final int ROWS = 200_000;
    private static final int ROUNDS = 3;
    private static final int STORED = 100_000;

    private final String isolation;

    /** @param isolation as {@code --rules-isolation} has it */
    Import(String isolation) {
        this.isolation = isolation;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        var ours = new ArrayList<Double>();
        var stored = new ArrayList<Double>();
        var keyed = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        var data = "import-" + isolation;
        try (var server = place.server(data, isolation)) {
            place.importInto(server.baseUri(), place.claims, 0, WARM_UP);
            for (int round = 0, from = WARM_UP; round <= ROUNDS; round++, from += ROWS) {
                var name = data + round;
                server.freeze(); // its steps wait
                stored.add(SqliteInsert.stored(
                        place.file(data).resolve("signalbox.db"), STORED, place.file(name + "-stored")));
                keyed.add(SqliteInsert.file(place, name + "-keyed", from, ROWS));
                plain.add(SqliteInsert.rows(place, name + "-plain", from, ROWS));
                server.thaw();
                ours.add(place.importInto(server.baseUri(), place.claims, from, ROWS));
            }
        }
        return List.of(
                beside(
                        "inserting the items and steps that it stored, 500 rows together",
                        ours,
                        stored,
                        Target.atLeast(0.35)),
                beside("reading the file and inserting rows with unique claim numbers", ours, keyed, null),
                beside("inserting rows already parsed into a table without keys", ours, plain, null));
    }

    private Figure beside(String yardstick, List<Double> ours, List<Double> theirs, @Nullable Target target) {
        double mine = measured(ours);
        double other = measured(theirs);
        return new Figure(
                name(),
                "rows/s, rules isolation " + isolation + ", beside " + yardstick,
                mine,
                other,
                mine / other,
                target);
    }

    /** Without the first round, which warms up. */
    private static double measured(List<Double> rounds) {
        return Median.of(rounds.subList(1, rounds.size()));
    }
}
