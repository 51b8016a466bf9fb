package dev.signalbox.cli;

import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.decision.RuleLoader;
import dev.signalbox.decision.host.RuleHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static final int LEAST_MEGABYTES = 32;
    private static final int MOST_MEGABYTES = 65_536;

    @Option(
            names = "--rules-isolation",
            description = "process: each pack's rules run in a process of their own; none: inside the server."
                    + " One of: ${COMPLETION-CANDIDATES}.")
    Isolation isolation = Isolation.PROCESS;

    @Option(names = "--rules-memory", description = "Megabytes of heap of each such process.")
    int megabytes = 96;

    /** What is wrong with them. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        if (megabytes < LEAST_MEGABYTES || megabytes > MOST_MEGABYTES) {
            faults.add("Expected --rules-memory of " + LEAST_MEGABYTES + " to " + MOST_MEGABYTES
                    + " megabytes, but was " + megabytes);
        }
        var temp = Path.of(System.getProperty("java.io.tmpdir"));
        if (isolation == Isolation.PROCESS && !Files.isWritable(temp)) {
            faults.add("Expected a folder for temporary files that can be written to, but " + temp
                    + " cannot: name another with -Djava.io.tmpdir");
        }
        return faults;
    }

    /** @param data the server's folder, where what is compiled is kept for the next start; null to keep nothing */
    RuleLoader loader(@Nullable Path data) {
        return isolation == Isolation.NONE
                ? RuleCompiler::compile
                : new RuleHosts(megabytes, data == null ? null : data.resolve("compiled"));
    }
}
