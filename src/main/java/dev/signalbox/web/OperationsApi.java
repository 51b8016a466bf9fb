package dev.signalbox.web;

import dev.signalbox.decision.BadPack;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.execution.Resting;
import dev.signalbox.plan.Items;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** For those who run the server: is it alive, can it work, what is it doing. */
final class OperationsApi {
    private final Processes processes;
    private final Items items;
    private final Supplier<List<Resting>> resting;
    private final Meters meters;

    OperationsApi(Processes processes, Items items, Supplier<List<Resting>> resting, Meters meters) {
        this.processes = processes;
        this.items = items;
        this.resting = resting;
        this.meters = meters;
    }

    void mount(Endpoints endpoints) {
        endpoints.getAtHand("/health/live", context -> Reply.json(Map.of("status", "up")));
        endpoints.get("/health/ready", this::ready);
        endpoints.get("/metrics", this::metrics);
    }

    private Reply ready(RoutingContext context) {
        boolean database = items.canBeStored();
        var refused = processes.bad();
        String status = !database ? "down" : refused.isEmpty() ? "up" : "degraded";
        var names = processes.all().stream().map(LiveProcess::name).toList();
        var reply = Reply.json(new Ready(status, database ? "up" : "down", names, refused, resting.get()));
        return new Reply(database ? 200 : 503, reply.type(), reply.body());
    }

    private Reply metrics(RoutingContext context) {
        meters.items(items.counts());
        return Reply.text("text/plain; version=0.0.4; charset=utf-8", meters.text());
    }

    private record Ready(
            String status, String database, List<String> processes, List<BadPack> refused, List<Resting> resting) {}
}
