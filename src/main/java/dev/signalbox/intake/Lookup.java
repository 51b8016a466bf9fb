package dev.signalbox.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.item.Json;
import dev.signalbox.plan.Items;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds items by what people know of them: their key, a part of it, or the name that a caller gave. */
public final class Lookup {
    /** The whole key is found among all items; a part of it among so many, the newest. */
    public static final int NEWEST = 20_000;

    private static final int MOST = 50;
    private static final int LONGEST = 1_000;
    private static final Pattern BETWEEN = Pattern.compile("\\s*[·|;,/]\\s*|\\s+");

    private final Processes processes;
    private final Items items;

    public Lookup(Processes processes, Items items) {
        this.processes = processes;
        this.items = items;
    }

    /** The ids of at most fifty items, newest first. */
    public List<Long> byKey(String text) {
        var words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            return List.of();
        }
        var names = new ArrayList<byte[]>();
        for (LiveProcess process : processes.all()) {
            add(names, process, List.of(words));
            add(names, process, Arrays.asList(BETWEEN.split(words, -1)));
            names.add(Names.ofCallerKey(process, words));
        }
        var named = items.named(names);
        return named.isEmpty() ? mentioning(words) : named.subList(0, Math.min(MOST, named.size()));
    }

    private static void add(List<byte[]> names, LiveProcess process, List<String> values) {
        byte[] name = process.definition().key().fields().size() == values.size() ? Names.ofKey(process, values) : null;
        if (name != null) {
            names.add(name);
        }
    }

    private List<Long> mentioning(String words) {
        return items.mentioning(words, NEWEST).stream()
                .filter(item -> isKeyed(item, words))
                .map(Items.Mention::id)
                .limit(MOST)
                .toList();
    }

    private boolean isKeyed(Items.Mention item, String words) {
        var payload = Json.read(item.payload(), ObjectNode.class);
        return key(processes.find(item.process())).stream()
                .map(payload::get)
                .anyMatch(value -> value != null && value.asText().strip().equalsIgnoreCase(words));
    }

    private static List<String> key(Optional<LiveProcess> process) {
        return process.map(loaded -> loaded.definition().key().fields()).orElse(List.of());
    }
}
