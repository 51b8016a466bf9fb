package dev.signalbox.decision.table;

import java.util.List;

/** A decision table that cannot be read, with every fault found. */
public final class TableRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<TableFault> faults;

    TableRefused(List<TableFault> faults) {
        super(String.valueOf(faults));
        this.faults = List.copyOf(faults);
    }

    TableRefused(Cell cell, String message) {
        this(List.of(new TableFault(cell, message)));
    }

    public List<TableFault> faults() {
        return faults;
    }
}
