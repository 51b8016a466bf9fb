package dev.signalbox.web;

import dev.signalbox.decision.Processes;
import dev.signalbox.intake.WhyNots;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.ItemView;
import dev.signalbox.plan.Items;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Why an item is not done by the machine, and what would have made the difference. */
final class WhyNotApi {
    private final Processes processes;
    private final Items items;
    private final WhyNots whyNots;
    private final Clock clock;

    WhyNotApi(Processes processes, Items items, WhyNots whyNots, Clock clock) {
        this.processes = processes;
        this.items = items;
        this.whyNots = whyNots;
        this.clock = clock;
    }

    /** @param finders where it is found out, so that nothing else waits for it */
    void mount(Endpoints endpoints, Workers finders) {
        endpoints.get("/v1/items/{id}/why-not-full", finders, this::item);
        endpoints.post("/v1/processes/{process}/why-not-full", finders, this::tried);
    }

    private Reply item(RoutingContext context) throws Exception {
        String text = context.pathParam("id");
        long id = Ids.parse(text);
        var item = (id < 0 ? Optional.<ItemView>empty() : items.find(id))
                .orElseThrow(() -> Refusal.notFound(
                        "Expected the id of an item, but there is no item '" + Words.shown(text) + "'"));
        var process = processes.find(item.process()).orElseThrow(() -> ProcessesApi.unknown(item.process()));
        return Reply.json(whyNots.of(process, item.bound().getBytes(StandardCharsets.UTF_8), item.receivedAt()));
    }

    private Reply tried(RoutingContext context, byte[] body) throws Exception {
        String name = context.pathParam("process");
        var process = processes.find(name).orElseThrow(() -> ProcessesApi.unknown(name));
        ContentType.require(context.request(), ContentType.JSON);
        return Reply.json(whyNots.of(process, body, clock.instant()));
    }
}
