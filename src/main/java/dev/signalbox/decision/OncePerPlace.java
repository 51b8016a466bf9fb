package dev.signalbox.decision;

import dev.signalbox.process.PackFault;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A fault above a table's rules is found in each of them. It is told once, and of no rule when it is of several. Where a
 * column holds a condition or a verb, all rows have the same fault in the same cell.
 */
final class OncePerPlace {
    private OncePerPlace() {}

    static Collection<PackFault> of(List<PackFault> found) {
        var told = new LinkedHashMap<PackFault, PackFault>();
        for (PackFault fault : found) {
            told.merge(fault.inRule(null), fault, (one, other) -> one.equals(other) ? one : one.inRule(null));
        }
        return told.values();
    }
}
