package dev.signalbox.web;

import dev.signalbox.decision.Processes;
import dev.signalbox.intake.Lookup;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.Items;
import dev.signalbox.review.Reviews;
import dev.signalbox.web.pages.FindPage;
import dev.signalbox.web.pages.ItemReading;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** The search box: a task or item by its id, or items by their key. */
final class Find {
    private final Pages pages;
    private final Processes processes;
    private final Items items;
    private final Reviews reviews;
    private final Lookup lookup;

    Find(Pages pages, Processes processes, Items items, Reviews reviews) {
        this.pages = pages;
        this.processes = processes;
        this.items = items;
        this.reviews = reviews;
        this.lookup = new Lookup(processes, items);
    }

    void mount(Endpoints endpoints) {
        endpoints.get("/find", this::find);
    }

    private Reply find(RoutingContext context) {
        var text = Pages.parameter(context, "q").strip();
        // As Crockford has it: what looks like a digit is one.
        var id = text.toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (id.indexOf('-') > 0 && reviews.find(id).isPresent()) {
            return Pages.seeOther("/tasks/" + id);
        }
        if (Ids.parse(id) >= 0 && items.find(Ids.parse(id)).isPresent()) {
            return Pages.seeOther("/items/" + id);
        }
        var found = lookup.byKey(text);
        return found.size() == 1 ? Pages.seeOther("/items/" + Ids.text(found.get(0))) : shown(context, text, found);
    }

    private Reply shown(RoutingContext context, String text, List<Long> found) {
        var now = pages.now();
        var heads = found.stream()
                .flatMap(id -> items.find(id).stream())
                .map(item -> ItemReading.of(item, processes.find(item.process()), now)
                        .head())
                .toList();
        var frame = pages.frame(context, heads.isEmpty() ? "Nothing found" : "Found", "", null);
        var page = new FindPage(frame, Words.shown(text), heads, Lookup.NEWEST);
        return Pages.page(context, heads.isEmpty() && !text.isEmpty() ? 404 : 200, "find", page);
    }
}
