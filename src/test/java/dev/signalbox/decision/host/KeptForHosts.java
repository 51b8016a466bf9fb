package dev.signalbox.decision.host;

import dev.signalbox.process.ProcessPack;
import java.nio.file.Path;

/** What a test has compiled, kept where hosts look for it, so that it need not be compiled again. */
public final class KeptForHosts {
    private KeptForHosts() {}

    public static boolean keep(Path folder, ProcessPack pack, byte[] made) {
        return new KeptRules(folder).keep(pack, made);
    }
}
