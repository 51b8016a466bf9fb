package dev.signalbox.decision.host;

import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.Limits;
import dev.signalbox.decision.RuleLoader;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gives each pack's rules a process of their own. */
public final class RuleHosts implements RuleLoader {
    /** What reading a file takes of memory, and the facts of a reference table that are made of it. */
    private static final int TIMES_THE_PACK = 12;

    /** Of heap, what compiling a kibibyte of rules takes, beyond what every host has room for. */
    private static final double TIMES_THE_RULES = 4;

    private static final int KIBIBYTES_IN_ANY_HOST = 32;

    private final Class<?> main;
    private final Limits limits;
    private final int heapMegabytes;
    private final @Nullable KeptRules rules;
    private final KeptClasses classes;

    /**
     * @param heapMegabytes what each process may use, apart from the pack's own tables
     * @param keep the folder for what is compiled, so that the next start is spared it; null to keep nothing
     */
    public RuleHosts(int heapMegabytes, @Nullable Path keep) {
        this(RuleHost.class, Limits.DEFAULT, heapMegabytes, keep);
    }

    /** @param main what the processes run, which calls {@link RuleHost#run} */
    public RuleHosts(Class<?> main, Limits limits, int heapMegabytes, @Nullable Path keep) {
        this.main = main;
        this.limits = limits;
        this.heapMegabytes = heapMegabytes;
        this.rules = keep == null ? null : new KeptRules(keep);
        this.classes = new KeptClasses(keep);
    }

    /** Deletes what servers that were killed with their hosts left in the temporary folder; answers how many folders. */
    public static int deleteAbandoned() {
        return HostFolder.deleteAbandoned(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public DecisionEngine load(ProcessPack pack) throws PackRefused {
        return engine(pack, false);
    }

    @Override
    public DecisionEngine loadApart(ProcessPack pack) throws PackRefused {
        return engine(pack, true);
    }

    private DecisionEngine engine(ProcessPack pack, boolean apart) throws PackRefused {
        long bytes = 0;
        for (PackFile file : pack.files()) {
            bytes += file.bytes().length;
        }
        int kibibytes = Math.max(0, Math.min(Launch.MOST_KIBIBYTES, Launch.kibibytes(pack)) - KIBIBYTES_IN_ANY_HOST);
        int megabytes = heapMegabytes + (int) ((TIMES_THE_PACK * bytes) >> 20) + (int) (TIMES_THE_RULES * kibibytes);
        return new HostedEngine(new Setup(main, pack, limits, megabytes, rules, classes), apart);
    }
}
