package dev.signalbox.decision;

import dev.signalbox.process.ProcessPack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What items have in common with a pack: how many found a row in each reference table, and which of the values that rules name
 * they hold. For one thread; those of parts are added up.
 */
public final class SeenData {
    private final List<NamedTable> tables;
    private final Map<String, Map<String, Set<String>>> named;
    private final Map<String, Set<String>> seen = new HashMap<>();
    /** By path, and by a value that rules name: how the data spells it. */
    private final Map<String, Map<String, String>> spelled = new HashMap<>();

    private final Map<String, Map<String, Set<String>>> folded;
    private final long[] asked;
    private final long[] found;

    private record NamedTable(String name, ReferenceTable table) {}

    /**
     * How many items found a row.
     *
     * @param items those that have the whole key
     */
    public record Table(String name, long items, long found) {}

    /**
     * A value that no item has.
     *
     * @param field its path, {@code lines[].kind} inside a list
     * @param rules that name it
     * @param instead the same word as items spell it, or null
     */
    public record Unseen(
            String field,
            String value,
            List<String> rules,
            @Nullable String instead) {}

    private SeenData(List<NamedTable> tables, Map<String, Map<String, Set<String>>> named) {
        this.tables = tables;
        this.named = named;
        this.asked = new long[tables.size()];
        this.found = new long[tables.size()];
        this.folded = new HashMap<>();
        named.forEach((path, values) -> values.keySet()
                .forEach(value -> folded.computeIfAbsent(path, p -> new HashMap<>())
                        .computeIfAbsent(fold(value), f -> new LinkedHashSet<>())
                        .add(value)));
    }

    /** Of nothing yet. */
    public static SeenData of(ProcessPack pack, DecisionEngine engine) {
        var tables = new ArrayList<NamedTable>();
        if (engine instanceof RuleEngine here) {
            var names = pack.definition().reference().keySet().iterator();
            here.book().tables().forEach(table -> tables.add(new NamedTable(names.next(), table)));
        }
        return new SeenData(tables, NamedValues.of(new RuleFiles(pack).inOrder(), engine.type()));
    }

    /** Of nothing yet, for the same pack. */
    public SeenData another() {
        return new SeenData(tables, named);
    }

    public void count(Case item) {
        for (int i = 0; i < tables.size(); i++) {
            ReferenceTable table = tables.get(i).table();
            if (table.hasKey(item.values())) {
                asked[i]++;
                found[i] += table.finds(item.values()) ? 1 : 0;
            }
        }
        named.keySet().forEach(path -> values(item.values(), path, path));
    }

    /** @param rest of the path that leads on from here */
    private void values(Map<?, ?> object, String path, String rest) {
        int dot = rest.indexOf('.');
        String step = dot < 0 ? rest : rest.substring(0, dot);
        Object value = object.get(step.replace("[]", ""));
        if (dot < 0) {
            if (value instanceof String text) {
                saw(path, text);
            }
        } else if (value instanceof Map<?, ?> nested) {
            values(nested, path, rest.substring(dot + 1));
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> nested) {
                    values(nested, path, rest.substring(dot + 1));
                }
            }
        }
    }

    private void saw(String path, String text) {
        if (named.getOrDefault(path, Map.of()).containsKey(text)) {
            seen.computeIfAbsent(path, p -> new HashSet<>()).add(text);
            return;
        }
        for (String value : folded.getOrDefault(path, Map.of()).getOrDefault(fold(text), Set.of())) {
            spelled.computeIfAbsent(path, p -> new HashMap<>()).putIfAbsent(value, text);
        }
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    public void add(SeenData part) {
        for (int i = 0; i < asked.length; i++) {
            asked[i] += part.asked[i];
            found[i] += part.found[i];
        }
        part.seen.forEach((path, values) ->
                seen.computeIfAbsent(path, p -> new HashSet<>()).addAll(values));
        part.spelled.forEach(
                (path, values) -> values.forEach(spelled.computeIfAbsent(path, p -> new HashMap<>())::putIfAbsent));
    }

    /** In the order of {@code process.yaml}. */
    public List<Table> tables() {
        var all = new ArrayList<Table>();
        for (int i = 0; i < asked.length; i++) {
            all.add(new Table(tables.get(i).name(), asked[i], found[i]));
        }
        return all;
    }

    /** In the order of the rules. */
    public List<Unseen> unseen() {
        var unseen = new ArrayList<Unseen>();
        named.forEach((path, values) -> values.forEach((value, rules) -> {
            if (!seen.getOrDefault(path, Set.of()).contains(value)) {
                unseen.add(new Unseen(
                        path,
                        value,
                        List.copyOf(rules),
                        spelled.getOrDefault(path, Map.of()).get(value)));
            }
        }));
        return unseen;
    }
}
