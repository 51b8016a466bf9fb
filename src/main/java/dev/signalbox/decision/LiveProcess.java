package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.ProcessPack;

/** A process whose pack is loaded and whose rules are ready. */
public record LiveProcess(ProcessPack pack, DecisionEngine engine) {

    public String name() {
        return pack.name();
    }

    public ProcessDefinition definition() {
        return pack.definition();
    }

    /** SHA-256 of the pack's files, in hex. */
    public String version() {
        return pack.version();
    }

    public ItemType type() {
        return engine.type();
    }
}
