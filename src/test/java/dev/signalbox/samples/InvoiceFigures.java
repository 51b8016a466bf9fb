package dev.signalbox.samples;

import static dev.signalbox.samples.Markdown.count;
import static dev.signalbox.samples.Markdown.percent;
import static dev.signalbox.samples.Markdown.table;

import dev.signalbox.item.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every figure in {@code rules/supplier-invoices/README.md}, from the sample invoices. */
final class InvoiceFigures {
    private final Pack pack;
    private final List<Decision> decisions;

    InvoiceFigures(Pack pack) throws Exception {
        this.pack = pack;
        this.decisions =
                pack.decide(pack.read("supplier-invoices.ndjson").stream().map(Pack.Submitted::facts));
    }

    List<Decision> decisions() {
        return decisions;
    }

    Map<String, String> blocks() {
        var blocks = new LinkedHashMap<String, String>();
        blocks.put("rules", Markdown.rules(pack.rules(), decisions));
        blocks.put("mix", mix());
        blocks.put("faults", faults());
        return blocks;
    }

    private String mix() {
        var rows = new ArrayList<List<Object>>();
        Markdown.byEnd(decisions, decision -> decision)
                .forEach((end, some) ->
                        rows.add(List.of(end, count(some.size()), percent(some.size(), decisions.size()))));
        return table("route|invoices|share", rows);
    }

    /** What becomes of each fault: the generator knows which invoice has which. */
    private String faults() {
        var faults = InvoiceGenerator.faults();
        var ends = new LinkedHashMap<String, Map<String, Long>>();
        for (int i = 0; i < decisions.size(); i++) {
            ends.computeIfAbsent(words(faults.get(i)), f -> new TreeMap<>())
                    .merge(Markdown.end(decisions.get(i)), 1L, Long::sum);
        }
        var rows = new ArrayList<List<Object>>();
        ends.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> rows.add(List.of(
                        e.getKey(),
                        e.getValue().entrySet().stream()
                                .map(end -> end.getValue() + " " + end.getKey())
                                .collect(Collectors.joining("; ")))));
        return table("made with|became", rows);
    }

    private static String words(@Nullable Fault fault) {
        return fault == null
                ? "no fault"
                : fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
