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

/** Every figure in the README of a pack whose sample is generated: what became of each item, and of each kind of fault. */
final class GeneratedFigures {
    private final Pack pack;
    private final String items;
    private final List<? extends @Nullable Enum<?>> faults;
    private final List<Decision> decisions;

    private GeneratedFigures(Pack pack, String items, String sample, List<? extends @Nullable Enum<?>> faults)
            throws Exception {
        this.pack = pack;
        this.items = items;
        this.faults = faults;
        this.decisions = pack.decide(pack.read(sample).stream().map(Pack.Submitted::facts));
    }

    static GeneratedFigures ofInvoices(Pack pack) throws Exception {
        return new GeneratedFigures(pack, "invoices", "supplier-invoices.ndjson", InvoiceGenerator.faults());
    }

    static GeneratedFigures ofLoans(Pack pack) throws Exception {
        return new GeneratedFigures(pack, "applications", "loan-applications.csv", LoanGenerator.faults());
    }

    List<Decision> decisions() {
        return decisions;
    }

    Map<String, String> blocks() {
        var blocks = new LinkedHashMap<String, String>();
        blocks.put("rules", Markdown.rules(pack.rules(), decisions));
        blocks.put("mix", mix());
        blocks.put("faults", becameOfFaults());
        return blocks;
    }

    private String mix() {
        var rows = new ArrayList<List<Object>>();
        Markdown.byEnd(decisions, decision -> decision)
                .forEach((end, some) ->
                        rows.add(List.of(end, count(some.size()), percent(some.size(), decisions.size()))));
        return table("route|" + items + "|share", rows);
    }

    /** The generator knows which item has which fault. */
    private String becameOfFaults() {
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

    private static String words(@Nullable Enum<?> fault) {
        return fault == null
                ? "no fault"
                : fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
