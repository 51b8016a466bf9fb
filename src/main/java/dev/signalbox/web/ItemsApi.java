package dev.signalbox.web;

import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;
import dev.signalbox.outcome.History;
import dev.signalbox.plan.ItemFilter;
import dev.signalbox.plan.ItemView;
import dev.signalbox.plan.Items;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Items as they stand, and what happened to them. */
final class ItemsApi {
    private final Items items;
    private final History history;

    ItemsApi(Items items, History history) {
        this.items = items;
        this.history = history;
    }

    void mount(Endpoints endpoints) {
        endpoints.list("/v1/items", this::list);
        endpoints.get("/v1/items/{id}", this::item);
        endpoints.get("/v1/items/{id}/history", this::history);
        endpoints.get("/v1/items/{id}/submitted", this::submitted);
        endpoints.get("/v1/conservation", context -> Reply.json(items.conservation()));
    }

    private Reply list(RoutingContext context) {
        var query = new Query(context, "process", "status", "route", "after", "limit");
        int limit = query.limit();
        var found = items.list(new ItemFilter(
                query.text("process"),
                query.oneOf("status", ItemStatus.class),
                query.oneOf("route", Route.class),
                query.itemId("after"),
                limit + 1));
        var page = found.subList(0, Math.min(limit, found.size()));
        var reply = new Reply(200, Reply.JSON, array(page));
        return found.size() == page.size()
                ? reply
                : NextPage.link(
                        reply, context.request(), Ids.text(page.get(limit - 1).id()));
    }

    private static byte[] array(List<ItemView> page) {
        var out = new ByteArrayOutputStream();
        out.write('[');
        for (int i = 0; i < page.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(page.get(i).json());
        }
        out.write(']');
        return out.toByteArray();
    }

    private Reply item(RoutingContext context) {
        return EntityTag.tagged(context.request(), new Reply(200, Reply.JSON, found(context).json()));
    }

    private Reply history(RoutingContext context) {
        return Reply.json(history.of(found(context).id()));
    }

    private Reply submitted(RoutingContext context) {
        var bytes = items.submitted(id(context)).orElseThrow(() -> noItem(context));
        // What strangers sent is shown by no browser.
        return new Reply(200, "application/octet-stream", bytes)
                .with("Content-Disposition", "attachment; filename=\"submitted\"");
    }

    private ItemView found(RoutingContext context) {
        return items.find(id(context)).orElseThrow(() -> noItem(context));
    }

    private static long id(RoutingContext context) {
        long id = Ids.parse(context.pathParam("id"));
        if (id < 0) {
            throw noItem(context);
        }
        return id;
    }

    private static Refusal noItem(RoutingContext context) {
        return Refusal.notFound(
                "Expected the id of an item, but there is no item '" + Words.shown(context.pathParam("id")) + "'");
    }
}
