package dev.signalbox.process;

import java.util.List;
import java.util.stream.Collectors;

/** A pack that does not load, with every fault found. */
public final class PackRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<PackFault> faults;
    private final boolean onlyNow;

    public PackRefused(List<PackFault> faults) {
        this(faults, false);
    }

    /** @param onlyNow whether the machine rather than the pack may be at fault: the same files are worth another try */
    public PackRefused(List<PackFault> faults, boolean onlyNow) {
        super(faults.stream().map(PackFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
        this.onlyNow = onlyNow;
    }

    public boolean isOnlyNow() {
        return onlyNow;
    }

    public List<PackFault> faults() {
        return faults;
    }
}
