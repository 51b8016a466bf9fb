package dev.signalbox.bench;

import dev.signalbox.Main;
import dev.signalbox.Practice;
import dev.signalbox.ServerProcess;
import dev.signalbox.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Where a run takes place: a folder that is gone afterwards, and the packs of {@code rules/} with their automatic steps sent
 * to a receiver here, so that servers do all their work and none leaves the machine.
 */
final class Place implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("signalbox-bench");
    private final Practice practice = new Practice();
    final Path rules = folder.resolve("rules");
    final Claims claims = Claims.real();

    Place() throws IOException {
        var original = Path.of("rules");
        try (var files = Files.walk(original)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy = rules.resolve(original.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.endsWith("process.yaml")) {
                    var steps = "http: \"" + practice.uri() + "/";
                    Files.writeString(copy, Files.readString(file).replaceAll("http: \"https?://[^/\"]*/", steps));
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** {@code isolation} as {@code --rules-isolation} has it. */
    ServerProcess server(String data, String isolation, String... jvmFlags) throws IOException {
        return ServerProcess.serveIsolated(isolation, file(data), rules, jvmFlags);
    }

    ServerProcess node(String db) throws IOException {
        return ServerProcess.java(
                Main.class, List.of(), List.of("serve", "--port", "0", "--db", db, "--rules", rules.toString()));
    }

    /**
     * Imports so many claims.
     *
     * @return rows answered in a second, from the first byte sent to the last received
     * @throws IllegalStateException when not every row was answered with an item
     */
    double importInto(URI server, Claims some, int from, int count) throws IOException {
        var csv = some.write(file("import.csv"), from, count);
        long start = System.nanoTime();
        try (var upload = new Upload(server.resolve(Claims.ITEMS), "text/csv", csv)) {
            var lines = new Lines(upload.body());
            if (upload.status() != 200 || lines.count != count || lines.errors > 0) {
                throw new IllegalStateException("Expected " + count + " items, but had status " + upload.status() + ", "
                        + lines.count + " lines and " + lines.errors + " errors");
            }
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() throws IOException {
        practice.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Place::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
