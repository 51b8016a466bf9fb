package dev.signalbox.web;

import dev.signalbox.decision.Processes;
import dev.signalbox.intake.Names;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;
import dev.signalbox.outcome.History;
import dev.signalbox.plan.ItemFilter;
import dev.signalbox.plan.ItemView;
import dev.signalbox.plan.Items;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Items as they stand, and what happened to them. */
final class ItemsApi {
    private static final String KEY = "key";
    private static final String IDEMPOTENCY_KEY = "idempotencyKey";
    private static final String[] FILTERS = {"process", "status", "route", "after", "limit", IDEMPOTENCY_KEY};

    private final Processes processes;
    /** Of a page of items: with large ones it is shorter than was asked for. */
    private static final int MOST_BYTES = 8 << 20;

    private final Items items;
    private final History history;

    ItemsApi(Processes processes, Items items, History history) {
        this.processes = processes;
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
        var query = new Query(context, KEY, FILTERS);
        if (!query.texts(KEY).isEmpty() || query.text(IDEMPOTENCY_KEY) != null) {
            return named(query);
        }
        int limit = query.limit();
        var found = items.list(new ItemFilter(
                query.text("process"),
                query.oneOf("status", ItemStatus.class),
                query.oneOf("route", Route.class),
                query.itemId("after"),
                limit + 1));
        var page = page(found.subList(0, Math.min(limit, found.size())));
        var reply = new Reply(200, Reply.JSON, array(page));
        return found.size() == page.size()
                ? reply
                : NextPage.link(
                        reply,
                        context.request(),
                        Ids.text(found.get(page.size() - 1).id()));
    }

    /** The item that has a key, if there is one. */
    private Reply named(Query query) {
        var keys = query.texts(KEY);
        var callerKey = query.text(IDEMPOTENCY_KEY);
        query.requireOnly("process", callerKey == null ? KEY : IDEMPOTENCY_KEY);
        String name = query.text("process");
        if (name == null) {
            throw Refusal.parameter(
                    "Expected the parameter process beside a key, which names an item of one process only");
        }
        var process = processes.find(name).orElseThrow(() -> ProcessesApi.unknown(name));
        var fields = process.definition().key().fields();
        if (callerKey == null && keys.size() != fields.size()) {
            throw Refusal.parameter(
                    fields.isEmpty()
                            ? "Expected a process with key fields, but " + name + " has none"
                            : "Expected the parameter key once for each of the key fields " + String.join(", ", fields)
                                    + ", in this order, but it is there " + keys.size() + " times");
        }
        byte[] named = callerKey == null ? Names.ofKey(process, keys) : Names.ofCallerKey(process, callerKey);
        if (named == null) {
            throw Refusal.parameter("Expected values of the key fields " + String.join(", ", fields) + ", but was '"
                    + Words.shown(String.join("', '", keys)) + "'");
        }
        return new Reply(200, Reply.JSON, array(page(items.named(named).stream().toList())));
    }

    /** As many as fit into one answer, and one in any case. */
    private static List<byte[]> page(List<ItemView> found) {
        var page = new ArrayList<byte[]>();
        long bytes = 0;
        for (ItemView item : found) {
            byte[] json = item.json();
            bytes += json.length;
            if (bytes > MOST_BYTES && !page.isEmpty()) {
                break;
            }
            page.add(json);
        }
        return page;
    }

    private static byte[] array(List<byte[]> page) {
        var out = new ByteArrayOutputStream();
        out.write('[');
        for (int i = 0; i < page.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(page.get(i));
        }
        out.write(']');
        return out.toByteArray();
    }

    private Reply item(RoutingContext context) {
        return EntityTag.tagged(
                context.request(), new Reply(200, Reply.JSON, found(context).json()));
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
