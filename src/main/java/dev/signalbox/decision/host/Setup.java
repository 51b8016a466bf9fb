package dev.signalbox.decision.host;

import dev.signalbox.decision.Limits;
import dev.signalbox.process.ProcessPack;
import org.jspecify.annotations.Nullable;

/**
 * What a host is started with.
 *
 * @param main what its process runs, which calls {@link RuleHost#run}
 * @param rules what earlier hosts compiled, if that is kept
 */
record Setup(
        Class<?> main,
        ProcessPack pack,
        Limits limits,
        int heapMegabytes,
        @Nullable KeptRules rules,
        KeptClasses classes) {}
