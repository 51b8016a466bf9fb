package dev.signalbox.decision.guard;

import dev.signalbox.decision.check.DrlFile;
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
     * Takes note of what stands at the offset.
     *
     * @param rule that it is about, or null
     * @param message what may help comes last, after a semicolon
     */
    void add(DrlFile file, int offset, @Nullable String rule, String message) {
        int help = message.lastIndexOf("; ");
        PackFault fault =
                file.fault(offset, rule == null ? null : shown(rule), help < 0 ? message : message.substring(0, help));
        faults.add(help < 0 ? fault : fault.suggesting(message.substring(help + 2)));
    }

    static String shown(String name) {
        return name.length() <= SafeName.MOST ? name : name.substring(0, SafeName.MOST) + "…";
    }

    /** Takes note of a whole file or, when the path is empty, of the pack. */
    void add(String path, String message) {
        faults.add(new PackFault(path.isEmpty() ? pack : path, 0, message));
    }

    List<PackFault> all() {
        return new ArrayList<>(faults);
    }
}
