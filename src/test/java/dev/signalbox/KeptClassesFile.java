package dev.signalbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The file of a server's folder that spares its rule hosts the loading of classes. */
public final class KeptClassesFile {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private KeptClassesFile() {}

    /** Waits until a server has made it. */
    public static Path await(Path data) throws IOException, InterruptedException {
        Path folder = data.resolve("compiled");
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < end) {
            try (var files = Files.list(folder)) {
                Optional<Path> made = files.filter(file -> file.toString().endsWith(".classes"))
                        .findFirst();
                if (made.isPresent()) {
                    return made.get();
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("Expected a server to keep the classes of its hosts in " + folder + ", but it has not");
    }

    /** The processes of the server that have it in their memory (Linux). */
    static List<ProcessHandle> users(Path file, ServerProcess server) {
        return ProcessHandle.of(server.pid())
                .orElseThrow()
                .children()
                .filter(host -> maps(host).contains(String.valueOf(file.getFileName())))
                .toList();
    }

    private static String maps(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
