package dev.signalbox.web;

import dev.signalbox.binding.MalformedBody;
import dev.signalbox.intake.WhyNots;
import dev.signalbox.item.Route;
import dev.signalbox.web.pages.Turns;
import dev.signalbox.web.pages.WhyNotPage;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/** What would have let the machine do an item: for those who write the rules, and only when they ask. */
final class WhyNotPages {
    private final Pages pages;
    private final WhyNots whyNots;

    WhyNotPages(Pages pages, WhyNots whyNots) {
        this.pages = pages;
        this.whyNots = whyNots;
    }

    void mount(Endpoints endpoints, Workers finders) {
        endpoints.get("/items/{id}/why-not-full", finders, this::item);
    }

    private Reply item(RoutingContext context) throws MalformedBody {
        var reading = pages.read(context.pathParam("id"));
        var item = reading.item();
        var process = reading.process()
                .filter(loaded -> item.decision().route() != Route.FULL)
                .orElseThrow(() -> Refusal.notFound(
                        "Expected an item that the rules did not do alone, of a process that is loaded here"));
        var why = whyNots.of(process, item.bound().getBytes(StandardCharsets.UTF_8), item.receivedAt());
        var head = reading.head();
        var frame = pages.frame(context, "Why not FULL: " + head.noun() + " " + head.key(), "items", null);
        return Pages.page(context, "whynot", new WhyNotPage(frame, head, Turns.of(why)));
    }
}
