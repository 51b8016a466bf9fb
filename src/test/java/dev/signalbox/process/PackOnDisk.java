package dev.signalbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pack folder of a test, {@code tickets}, which loads until the test changes it. */
record PackOnDisk(Path folder) {

    static PackOnDisk in(Path parent) throws IOException {
        return new PackOnDisk(parent.resolve("tickets"))
                .with("process.yaml", BadProcess.GOOD)
                .with("item.drl", "declare Ticket\n    number : String\nend\n")
                .with("reference/sites.csv", "code,name\nHQ,Headquarters\n");
    }

    PackOnDisk with(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    PackOnDisk with(String path, byte[] bytes) throws IOException {
        Files.write(folder.resolve(path), bytes);
        return this;
    }

    PackOnDisk without(String path) throws IOException {
        Files.delete(folder.resolve(path));
        return this;
    }

    ProcessPack load() throws PackRefused {
        return PackLoader.load(folder);
    }

    /** Why it does not load; nothing when it does. */
    List<PackFault> faults() {
        try {
            PackLoader.load(folder);
            return List.of();
        } catch (PackRefused e) {
            return e.faults();
        }
    }
}
