package dev.signalbox.web;

import dev.signalbox.decision.Processes;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Labels;
import dev.signalbox.item.Route;
import dev.signalbox.plan.ItemFilter;
import dev.signalbox.plan.Items;
import dev.signalbox.web.pages.ItemReading;
import dev.signalbox.web.pages.ItemsPage;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The page of all items, newest first, narrowed by process, status and route. */
final class ItemList {
    private final Pages pages;
    private final Processes processes;
    private final Items items;

    ItemList(Pages pages, Processes processes, Items items) {
        this.pages = pages;
        this.processes = processes;
        this.items = items;
    }

    void mount(Endpoints endpoints) {
        endpoints.get("/items", this::list);
    }

    private Reply list(RoutingContext context) {
        var process = Pages.parameter(context, "process");
        var status = choice(ItemStatus.values(), Pages.parameter(context, "status"));
        var route = choice(Route.values(), Pages.parameter(context, "route"));
        var after = Pages.parameter(context, "after");
        if (!after.isEmpty() && Ids.parse(after) < 0) {
            throw Refusal.parameter("Expected the id of an item as after, but was '" + Words.shown(after) + "'");
        }
        var found = items.list(new ItemFilter(
                process.isEmpty() ? null : process,
                status,
                route,
                after.isEmpty() ? null : Ids.parse(after),
                Pages.LINES + 1));
        var filter = "process=" + encoded(process) + "&status=" + (status == null ? "" : status) + "&route="
                + (route == null ? "" : route);
        var now = pages.now();
        var shown = found.subList(0, Math.min(Pages.LINES, found.size()));
        return Pages.page(
                context,
                "items",
                new ItemsPage(
                        pages.frame(context, "Items", "items", null),
                        options(
                                processes.all().stream().map(p -> p.name()).toList(),
                                name -> processes
                                        .find(name)
                                        .orElseThrow()
                                        .definition()
                                        .title(),
                                process),
                        options(names(ItemStatus.values()), ItemList::spoken, status == null ? "" : status.name()),
                        options(names(Route.values()), Function.identity(), route == null ? "" : route.name()),
                        !process.isEmpty() || status != null || route != null,
                        shown.stream()
                                .map(item -> ItemReading.of(item, processes.find(item.process()), now)
                                        .head())
                                .toList(),
                        found.size() > Pages.LINES
                                ? "/items?" + filter + "&after="
                                        + Ids.text(shown.get(Pages.LINES - 1).id())
                                : null,
                        after.isEmpty() ? null : "/items?" + filter));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static <E extends Enum<E>> @Nullable E choice(E[] all, String name) {
        for (E one : all) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return null;
    }

    private static List<String> names(Enum<?>[] all) {
        return Arrays.stream(all).map(Enum::name).toList();
    }

    private static String spoken(String status) {
        return Labels.label(status.toLowerCase(Locale.ROOT));
    }

    private static List<ItemsPage.Option> options(List<String> values, Function<String, String> label, String chosen) {
        var options = new ArrayList<ItemsPage.Option>();
        options.add(new ItemsPage.Option("", "any", chosen.isEmpty()));
        values.forEach(v -> options.add(new ItemsPage.Option(v, label.apply(v), v.equals(chosen))));
        return options;
    }
}
