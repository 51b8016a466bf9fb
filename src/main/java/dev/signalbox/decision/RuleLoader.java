package dev.signalbox.decision;

import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;

/** Where a pack's rules run: in this JVM, {@code RuleCompiler::compile}, or each pack's in a process of their own. */
@FunctionalInterface
public interface RuleLoader {
    DecisionEngine load(ProcessPack pack) throws PackRefused;
}
