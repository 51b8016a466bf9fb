package dev.signalbox.decision;

import dev.signalbox.process.PackFault;
import java.util.List;

/** A pack that does not load. The others run all the same. */
public record BadPack(String name, List<PackFault> faults) {}
