package dev.signalbox.decision;

import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;

/** Where a pack's rules run: in this JVM, {@code RuleCompiler::compile}, or each pack's in a process of their own. */
@FunctionalInterface
public interface RuleLoader {
    DecisionEngine load(ProcessPack pack) throws PackRefused;

    /**
     * Another engine with the same rules, to try things on: everything else on the machine goes first, and what its rules do
     * says nothing about those that decide.
     */
    default DecisionEngine loadApart(ProcessPack pack) throws PackRefused {
        return load(pack);
    }
}
