package dev.signalbox.decision.guard;

import dev.signalbox.process.PackFault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pack may not do, as its faults. */
final class Refusals {
    private final String pack;
    private final LinkedHashSet<PackFault> faults = new LinkedHashSet<>();

    Refusals(String pack) {
        this.pack = pack;
    }

    /**
     * Takes note of one.
     *
     * @param path below the pack's folder, or empty
     * @param rule that it is about, or null
     */
    void add(String path, int line, @Nullable String rule, String message) {
        // A table is judged as the rules that were made of it, whose lines nobody sees.
        int seen = path.endsWith(".drl") ? line : 0;
        faults.add(new PackFault(path.isEmpty() ? pack : pack + "/" + path, seen, message).inRule(rule));
    }

    String pack() {
        return pack;
    }

    List<PackFault> all() {
        return new ArrayList<>(faults);
    }
}
