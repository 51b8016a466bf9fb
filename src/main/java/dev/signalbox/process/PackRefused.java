package dev.signalbox.process;

import java.util.List;
import java.util.stream.Collectors;

/** A pack that does not load, with every fault found. */
public final class PackRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<PackFault> faults;

    public PackRefused(List<PackFault> faults) {
        super(faults.stream().map(PackFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<PackFault> faults() {
        return faults;
    }
}
