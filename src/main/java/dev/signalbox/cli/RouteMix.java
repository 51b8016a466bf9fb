package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.item.Route;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many items of a file went which way. */
final class RouteMix {
    private static final int MILESTONE = 2_500;

    private final String process;
    private final Map<Route, Long> items = new EnumMap<>(Route.class);
    private long rows;
    private long refused;

    RouteMix(String process) {
        this.process = process;
        for (Route route : Route.values()) {
            items.put(route, 0L);
        }
    }

    /** @param answer one line of the answer to a file */
    void count(JsonNode answer) {
        if (answer.has("skipped")) {
            return; // what was no row
        }
        rows++;
        if (answer.hasNonNull("route")) {
            items.merge(Route.valueOf(answer.get("route").asText()), 1L, Long::sum);
        } else {
            refused++;
        }
    }

    boolean isMilestone() {
        return rows % MILESTONE == 0;
    }

    String percentages() {
        long accepted = Math.max(1, rows - refused);
        return items.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.1f %%", e.getKey(), 100.0 * e.getValue() / accepted))
                .collect(Collectors.joining("   "));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-18s %,7d rows   %s", process, rows, percentages())
                + (refused > 0 ? "   refused " + refused : "");
    }
}
