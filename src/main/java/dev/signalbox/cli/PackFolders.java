package dev.signalbox.cli;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders as a command is given them: each a process pack, or a folder of packs. */
final class PackFolders {
    private static final String DEFINITION = "process.yaml";

    private PackFolders() {}

    /**
     * The packs in a folder, by name.
     *
     * @throws PackRefused when there is none
     */
    static List<Path> in(Path folder) throws PackRefused {
        if (!Files.isDirectory(folder)) {
            throw refused(folder, "Expected a process pack, or a folder of packs, but there is no such folder");
        }
        if (PackLoader.isPack(folder)) {
            return List.of(folder);
        }
        try (var folders = Files.list(folder)) {
            var packs = folders.filter(PackLoader::isPack).sorted().toList();
            if (packs.isEmpty()) {
                throw refused(folder, "Expected a process pack, or a folder of packs, but there is no " + DEFINITION);
            }
            return packs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packs in all of the folders, in order; as {@link #in(Path)}. */
    static List<Path> in(List<Path> folders) throws PackRefused {
        var packs = new ArrayList<Path>();
        for (Path folder : folders) {
            packs.addAll(in(folder));
        }
        return packs;
    }

    /** What is to be done with a pack. */
    interface Task<T> {
        T with(Path pack) throws PackRefused;
    }

    /** Does it. Whatever a pack does to Signalbox is a fault of that pack, so that the next one has its turn. */
    static <T> T turn(Path pack, Task<T> task) throws PackRefused {
        try {
            return task.with(pack);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw refused(
                    pack,
                    e instanceof OutOfMemoryError
                            ? "Expected a pack that can be judged, but it takes more than the "
                                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory that there are"
                            : "Expected a pack that can be judged, but Signalbox gives up: " + e);
        }
    }

    private static PackRefused refused(Path folder, String message) {
        return new PackRefused(List.of(new PackFault(folder.toString(), 0, message)));
    }
}
