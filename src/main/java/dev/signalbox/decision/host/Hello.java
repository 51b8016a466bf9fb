package dev.signalbox.decision.host;

import dev.signalbox.decision.Limits;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The first thing a host is told: the pack and what its rules may spend. It reads nothing of it from a disk.
 *
 * @param made what an earlier host made of the pack, as it said so
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record Hello(ProcessPack pack, Limits limits, byte @Nullable [] made) {

    void write(FrameWriter out) {
        out.number(limits.time().toMillis());
        out.number(limits.matches());
        out.text(pack.folder());
        out.number(pack.files().size());
        for (PackFile file : pack.files()) {
            out.text(file.path());
            out.bytes(file.bytes());
        }
        out.bytes(made);
    }

    static Hello read(FrameReader in) throws BadFrame, PackRefused {
        var limits = new Limits(Duration.ofMillis(in.number()), in.below(Integer.MAX_VALUE));
        String folder = in.text();
        int size = in.count();
        var files = new ArrayList<PackFile>(size);
        for (int i = 0; i < size; i++) {
            String path = in.text();
            byte[] bytes = in.bytesOrNull();
            files.add(new PackFile(path, bytes == null ? new byte[0] : bytes));
        }
        return new Hello(PackLoader.of(folder, files), limits, in.bytesOrNull());
    }
}
