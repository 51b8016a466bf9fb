package dev.signalbox.decision.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A small file that tells what a host is at, also when it has ended in the midst of it. For each of its threads, three
 * integers: the batch, the place in it of the item under way, and the number of the rule that spoke last about that item.
 * The host maps it; the server only ever reads it, since a mapped file that shrinks would take the reader down.
 */
final class Progress {
    static final String FILE = "progress";
    private static final int INTS = 3;
    private static final int BYTES = INTS * Integer.BYTES;

    /** What a batch was at. */
    record At(int item, int rule) {}

    private Progress() {}

    /** The threads' parts, in the host. */
    static IntBuffer[] map(Path folder, int threads) throws IOException {
        try (var file = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            IntBuffer all =
                    file.map(MapMode.READ_WRITE, 0, (long) BYTES * threads).asIntBuffer();
            var parts = new IntBuffer[threads];
            for (int i = 0; i < threads; i++) {
                parts[i] = all.slice(INTS * i, INTS);
            }
            return parts;
        }
    }

    /** What is told of the batch, or null. */
    static @Nullable At read(Path folder, int batch) {
        var told = ByteBuffer.allocate(BYTES * RuleHost.THREADS);
        try (var file = FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ)) {
            while (told.hasRemaining() && file.read(told) >= 0) {}
        } catch (IOException e) {
            return null;
        }
        for (told.flip(); told.remaining() >= BYTES; ) {
            int said = told.getInt();
            var at = new At(told.getInt(), told.getInt());
            if (said == batch) {
                return at;
            }
        }
        return null;
    }
}
