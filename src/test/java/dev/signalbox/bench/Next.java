package dev.signalbox.bench;

import dev.signalbox.ServerProcess;
import dev.signalbox.bench.Figure.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What it costs to claim the most urgent task of a long queue, beside a short one. */
final class Next implements Measurement {
    private static final int SHORT = 1_000;
    private static final int LONG = 100_000;
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 4;
    private static final int CLAIMS = 200;
    private static final byte[] NO_BODY = {};

    @Override
    public String name() {
        return "next";
    }

    @Override
    public List<Figure> run(Place place) throws IOException {
        try (var few = filled(place, "short", SHORT);
                var many = filled(place, "long", LONG)) {
            var inShort = new ArrayList<Double>();
            var inLong = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                inShort.add(micros(few, "senior-examiners", CLAIMS));
                inLong.add(micros(many, "senior-examiners", CLAIMS));
            }
            double ours = Median.of(inLong);
            double beside = Median.of(inShort);
            var what = "µs to claim next of 100,000 tasks, beside 1,000";
            return List.of(Figure.beside(name(), what, ours, beside, ours / beside, Target.atMost(2)));
        }
    }

    // Injuries wait for senior examiners; complaints wait for examiners, and warm the server up.
    private static ServerProcess filled(Place place, String data, int tasks) throws IOException {
        var server = place.server(data, "process");
        place.importInto(server.baseUri(), place.claims.ofType("Personal Injury"), 0, tasks);
        place.importInto(server.baseUri(), place.claims.ofType("Complaint"), tasks, WARM_UP);
        micros(server, "examiners", WARM_UP / 2);
        return server;
    }

    private static double micros(ServerProcess server, String queue, int claims) throws IOException {
        var request = Load.post("/v1/queues/property-claims/" + queue + "/next", "Signalbox-Actor: bench\r\n", NO_BODY);
        var answers = new Load(server.baseUri(), 1)
                .run(Duration.ofSeconds(60), claims, () -> request)
                .onlyWith(200);
        return answers.millis(0.5) * 1000;
    }
}
