package dev.signalbox.process;

import java.util.ArrayList;
import java.util.List;

/** A place in a YAML file: the keys that lead to it, and {@code [0]} for the first entry of a list. */
record YamlPath(List<String> steps) {
    static final YamlPath ROOT = new YamlPath(List.of());

    static YamlPath of(String... steps) {
        return new YamlPath(List.of(steps));
    }

    YamlPath key(String key) {
        var longer = new ArrayList<>(steps);
        longer.add(key);
        return new YamlPath(List.copyOf(longer));
    }

    YamlPath index(int index) {
        return key("[" + index + "]");
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    YamlPath parent() {
        return new YamlPath(steps.subList(0, steps.size() - 1));
    }

    /** Whether it is that place, or inside it. */
    boolean isWithin(YamlPath outer) {
        return steps.size() >= outer.steps.size()
                && steps.subList(0, outer.steps.size()).equals(outer.steps);
    }

    /** As people write it: {@code routes.partial[0].review}. */
    @Override
    public String toString() {
        return String.join(".", steps).replace(".[", "[");
    }
}
