package dev.signalbox.cli;

import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.decision.RuleLoader;
import dev.signalbox.decision.host.RuleHosts;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a server's rules run. */
final class RulesOptions {
    /** Whether rules are kept apart from the server. */
    enum Isolation {
        PROCESS,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--rules-isolation",
            description = "process: each pack's rules run in a process of their own; none: inside the server."
                    + " One of: ${COMPLETION-CANDIDATES}.")
    Isolation isolation = Isolation.PROCESS;

    @Option(names = "--rules-memory", description = "Megabytes of heap of each such process.")
    int megabytes = 96;

    /** @param data the server's folder, where what is compiled is kept for the next start; null to keep nothing */
    RuleLoader loader(@Nullable Path data) {
        return isolation == Isolation.NONE
                ? RuleCompiler::compile
                : new RuleHosts(megabytes, data == null ? null : data.resolve("compiled"));
    }
}
