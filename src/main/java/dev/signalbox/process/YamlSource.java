package dev.signalbox.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One YAML file while it is read: where everything stands in it, and what is wrong with it. A place is reported once and
 * nothing inside it is, because what follows from a fault is no news.
 */
final class YamlSource {
    private record Place(Node name, Node value) {}

    private final String file;
    private final List<String> lines;
    private final Map<YamlPath, Place> places = new HashMap<>();
    private final Map<YamlPath, PackFault> faults = new LinkedHashMap<>();

    /** @param file as it is named in faults */
    YamlSource(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    /** Whether what stands behind the node on its line is a remark: mostly a text that begins with a # and has no quotes. */
    boolean isFollowedByRemark(Node node) {
        int line = node.getEndMark().getLine();
        int column = node.getEndMark().getColumn();
        return line < lines.size()
                && column <= lines.get(line).length()
                && lines.get(line).substring(column).strip().startsWith("#");
    }

    /** @param name the node whose line people look for: a value's key, or the value itself */
    void place(YamlPath at, Node name, Node value) {
        places.putIfAbsent(at, new Place(name, value));
    }

    /** Whether something is written there. */
    boolean holds(YamlPath at) {
        return places.containsKey(at);
    }

    /** "Expected 'title' to be text, but it was a list", and what may help. */
    void expected(YamlPath at, String expected, @Nullable String help) {
        Place place = places.get(at);
        String but = place == null ? "it is missing" : "it was " + found(place.value());
        String what = at.isRoot() ? "the file" : "'" + at + "'";
        fault(at, nearest(at), "Expected " + what + " to be " + expected + ", but " + but, help);
    }

    void expected(YamlPath at, String expected) {
        expected(at, expected, null);
    }

    void fault(YamlPath at, String message) {
        fault(at, nearest(at), message, null);
    }

    /** @param where the node that people look for, or null for the file as a whole */
    void fault(YamlPath at, @Nullable Node where, String message, @Nullable String help) {
        if (!isFaulty(at)) {
            int line = where == null ? 1 : where.getStartMark().getLine() + 1;
            int column = where == null ? 1 : where.getStartMark().getColumn() + 1;
            faults.put(at, new PackFault(file, line, message).inColumn(column).suggesting(help));
        }
    }

    boolean isFaulty(YamlPath at) {
        return faults.keySet().stream().anyMatch(at::isWithin);
    }

    /** Whether something in the place, or around it, is at fault: then judging the whole of it would be a guess. */
    boolean isTouched(YamlPath at) {
        return isFaulty(at) || faults.keySet().stream().anyMatch(fault -> fault.isWithin(at));
    }

    List<PackFault> faults() {
        return List.copyOf(faults.values());
    }

    /** What stands nearest: its parent, for what is missing; null when nothing does. */
    @Nullable
    Node nearest(YamlPath at) {
        Place place = places.get(at);
        return place != null ? place.name() : at.isRoot() ? null : nearest(at.parent());
    }

    /** What stands there, in words. */
    private static String found(@Nullable Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().isEmpty() ? "an empty list" : "a list";
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().isEmpty() ? "empty" : "a mapping of keys to values";
        }
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            String value = scalar.getValue(); // an address may hold a password, wherever it was written
            return "'" + (value.contains("://") ? Address.masked(value) : value) + "'";
        }
        return "empty";
    }
}
