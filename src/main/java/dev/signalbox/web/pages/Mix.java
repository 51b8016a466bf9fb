package dev.signalbox.web.pages;

import dev.signalbox.item.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How items divide among the routes, as a bar of 100 units and in figures. */
public record Mix(List<Share> shares, long total) {

    /** One route's part: its place on the bar, and its figures. */
    public record Share(Route route, long count, String percent, double x, double width) {}

    public static Mix of(Map<Route, Long> counts) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        var shares = new ArrayList<Share>();
        double x = 0;
        for (Route route : Route.values()) {
            long count = counts.getOrDefault(route, 0L);
            double width = total == 0 ? 0 : 100.0 * count / total;
            shares.add(new Share(route, count, Words.percent(count, total), x, width));
            x += width;
        }
        return new Mix(List.copyOf(shares), total);
    }

    /** The bar in words, for those who do not see it. */
    public String words() {
        return shares.stream()
                .map(s -> s.route() + " " + Words.count(s.count()) + ", " + s.percent())
                .collect(Collectors.joining("; "));
    }
}
