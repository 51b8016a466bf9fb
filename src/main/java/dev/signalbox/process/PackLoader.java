package dev.signalbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a process pack from its folder: files, then YAML, then records, then what must hold between them. */
public final class PackLoader {
    static final String DEFINITION = "process.yaml";
    private static final String UNREADABLE = "Expected YAML, but it cannot be read: ";
    private static final Predicate<String> IS_TEXT =
            Pattern.compile("\\.(yaml|drl|csv)$").asPredicate();
    private static final Pattern PART_OF_A_PACK = Pattern.compile("(?i)process\\.ya?ml(\\.txt)?|.*\\.drl(\\..+)?");

    /** The folder's name, which is the process's. */
    private final String name;

    private final List<PackFile> files;
    private final List<PackFault> faults = new ArrayList<>();

    private PackLoader(String name, List<PackFile> files) {
        this.name = name;
        this.files = files;
    }

    /** Whether a folder is meant to be a pack: it has a definition, even one that is misnamed, or rules. */
    public static boolean isPack(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false; // such as a link to nowhere, which is how some editors lock a file
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(file -> PART_OF_A_PACK.matcher(file).matches());
        } catch (IOException e) {
            return true; // reading it will say what is wrong
        }
    }

    /**
     * The pack in the folder.
     *
     * @throws PackRefused with every fault that was found
     */
    public static ProcessPack load(Path folder) throws PackRefused {
        return of(folder.toString(), files(folder));
    }

    /** The name of the process whose pack lies in the folder. */
    public static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /**
     * The files in the folder, sorted by path.
     *
     * @throws PackRefused when they cannot be read, or are too much for a pack
     */
    public static List<PackFile> files(Path folder) throws PackRefused {
        return PackFolder.read(folder, name(folder));
    }

    /** The version of the pack that these files make. */
    public static String version(List<PackFile> files) {
        return PackVersion.of(files);
    }

    /**
     * The pack of these files, sorted by path.
     *
     * @param folder where they were read from, which ends in the process's name
     */
    public static ProcessPack of(String folder, List<PackFile> files) throws PackRefused {
        return new PackLoader(name(Path.of(folder)), files).load(folder);
    }

    private ProcessPack load(String folder) throws PackRefused {
        checkFiles();
        ProcessDefinition definition = definition();
        if (definition == null || !faults.isEmpty()) {
            faults.sort(Comparator.comparing(PackFault::file).thenComparing(PackFault::line));
            throw new PackRefused(faults);
        }
        return new ProcessPack(folder, definition, files, PackVersion.of(files));
    }

    private void checkFiles() {
        if (files.stream().noneMatch(file -> file.path().endsWith(".drl"))) {
            faults.add(
                    new PackFault(name, 0, "Expected a .drl file with the item's type and rules, but there is none"));
        }
        for (PackFile file : files) {
            if (IS_TEXT.test(file.path())) {
                Utf8.faultyLine(file.bytes())
                        .ifPresent(line -> faults.add(new PackFault(
                                        name + "/" + file.path(), line, "Expected UTF-8, but it is not")
                                .suggesting("save it as " + (file.path().endsWith(".csv") ? "CSV UTF-8" : "UTF-8"))));
            }
        }
        // Which reference tables there are is not known yet: only what must hold rules is told now.
        UnreadFiles.of(name, files, Set.of()).stream()
                .filter(unread -> unread.severity() == PackFault.Severity.ERROR)
                .forEach(faults::add);
    }

    private @Nullable ProcessDefinition definition() {
        for (PackFile file : files) {
            if (file.path().equals(DEFINITION)) {
                return definition(file.text());
            }
        }
        fault(DEFINITION, 0, "Expected a file of this name, but " + UnreadFiles.insteadOf(DEFINITION, paths()));
        return null;
    }

    private @Nullable ProcessDefinition definition(String text) {
        Node root;
        try {
            root = YamlTree.parse(text);
        } catch (MarkedYAMLException e) {
            faults.add(YamlWords.of(name + "/" + DEFINITION, text, e));
            return null;
        } catch (YAMLException e) {
            fault(DEFINITION, 0, UNREADABLE + e.getMessage());
            return null;
        }
        var source = new YamlSource(name + "/" + DEFINITION, text);
        ProcessDefinition definition = new RecordReader(source).read(ProcessDefinition.class, root);
        ConstraintCheck.check(definition, source);
        new DefinitionCheck(definition, source).check(name, paths());
        faults.addAll(source.faults());
        return definition;
    }

    private Set<String> paths() {
        return files.stream().map(PackFile::path).collect(Collectors.toSet());
    }

    private void fault(String path, int line, String message) {
        faults.add(new PackFault(name + "/" + path, line, message));
    }
}
