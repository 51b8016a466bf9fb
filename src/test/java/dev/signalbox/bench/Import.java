package dev.signalbox.bench;

import dev.signalbox.bench.Figure.Target;
import java.util.ArrayList;
import java.util.List;

/** A CSV file of claims over HTTP, beside the same rows put straight into SQLite. */
final class Import implements Measurement {
    private static final int WARM_UP = 200_000;
    private static final int ROWS = 200_000;
    private static final int ROUNDS = 3;

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
        var plain = new ArrayList<Double>();
        var keyed = new ArrayList<Double>();
        try (var server = place.server("import-" + isolation, isolation)) {
            place.importInto(server.baseUri(), place.claims, 0, WARM_UP);
            SqliteInsert.rows(place, isolation + "-warm-up", 0, WARM_UP);
            SqliteInsert.file(place, isolation + "-warm-up-file", 0, WARM_UP);
            for (int round = 0, from = WARM_UP; round < ROUNDS; round++, from += ROWS) {
                plain.add(SqliteInsert.rows(place, isolation + "-plain" + round, from, ROWS));
                ours.add(place.importInto(server.baseUri(), place.claims, from, ROWS));
                keyed.add(SqliteInsert.file(place, isolation + "-keyed" + round, from, ROWS));
            }
        }
        double items = Median.of(ours);
        double beside = Median.of(keyed);
        return List.of(
                Figure.beside(
                        name(),
                        "rows/s, rules isolation " + isolation
                                + ", beside inserting rows already parsed into a table without keys",
                        items,
                        Median.of(plain),
                        items / Median.of(plain),
                        Target.atLeast(0.35)),
                new Figure(
                        name(),
                        "rows/s, rules isolation " + isolation
                                + ", beside reading the file and inserting with unique claim numbers",
                        items,
                        beside,
                        items / beside,
                        null));
    }
}
