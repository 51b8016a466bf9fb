package dev.signalbox.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Waits until something changes among packs: a look ten times a second, which works on every kind of disk. */
final class Watch {
    private static final long LOOK_MILLIS = 100;
    private static final int MAX_DEPTH = 10;

    private final List<Path> folders;
    private Map<String, String> seen;

    Watch(List<Path> folders) {
        this.folders = folders;
        this.seen = look();
    }

    /** Returns when a change is over: an editor may write a file in several steps. */
    void awaitChange() throws InterruptedException {
        Map<String, String> before = seen;
        Map<String, String> now = look();
        while (now.equals(before) || !now.equals(seen)) {
            seen = now;
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            now = look();
        }
    }

    /** Each file's size and time of change. */
    private Map<String, String> look() {
        var files = new TreeMap<String, String>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
                all.filter(Files::isRegularFile)
                        .forEach(file -> files.put(
                                file.toString(),
                                file.toFile().length() + " " + file.toFile().lastModified()));
            } catch (IOException | UncheckedIOException e) {
                files.put(folder.toString(), "cannot be read");
            }
        }
        return files;
    }
}
