package dev.signalbox.process;

import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.Mark;

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

    /** What loads and is hardly meant, as far as it shows without the rules: files that nothing reads, odd patterns of dates. */
    public List<PackFault> warnings() {
        return Stream.concat(
                        UnreadFiles.of(name(), files, definition.reference().keySet()).stream(),
                        DatePatterns.doubts(this).stream())
                .toList();
    }

    /**
     * A fault of {@code process.yaml} that shows only when the rules are known.
     *
     * @param path the keys that lead to what is at fault; it is told of what stands nearest
     */
    public PackFault faultInDefinition(String message, String... path) {
        var fault = new PackFault(name() + "/" + PackLoader.DEFINITION, 0, message);
        for (PackFile file : files) {
            if (file.path().equals(PackLoader.DEFINITION)) {
                Mark mark = YamlTree.nearest(YamlTree.parse(file.text()), List.of(path))
                        .getStartMark();
                return new PackFault(fault.file(), mark.getLine() + 1, message).inColumn(mark.getColumn() + 1);
            }
        }
        return fault;
    }
}
