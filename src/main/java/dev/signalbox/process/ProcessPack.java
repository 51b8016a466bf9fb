package dev.signalbox.process;

import java.util.List;

/**
 * A pack as read from its folder: everything that the version stands for.
 *
 * @param folder where it was read from, as shown to people
 * @param files every file of the pack, sorted by path
 * @param version SHA-256 over the paths and bytes of the files, in hex
 */
public record ProcessPack(String folder, ProcessDefinition definition, List<PackFile> files, String version) {

    public String name() {
        return definition.process();
    }

    /** The files whose path ends so, in order. */
    public List<PackFile> filesEndingWith(String suffix) {
        return files.stream().filter(f -> f.path().endsWith(suffix)).toList();
    }
}
