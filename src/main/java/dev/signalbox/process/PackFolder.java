package dev.signalbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a pack as they lie in its folder. Hidden files and what editors leave behind are none of it; links are
 * followed, because a mounted configuration consists of them.
 */
final class PackFolder extends SimpleFileVisitor<Path> {
    private static final int MAX_DEPTH = 8;
    static final int MAX_FILES = 1_000;
    static final int MAX_FILE_BYTES = 32 << 20;
    static final int MAX_PACK_BYTES = 64 << 20;
    private static final Pattern LEFT_BEHIND = Pattern.compile("\\..*|.*~|~\\$.*|#.*#|.*\\.(bak|orig|rej|sw[a-p]|tmp)");

    private final Path folder;
    private final String name;
    private final List<PackFile> files = new ArrayList<>();
    private final List<PackFault> faults = new ArrayList<>();
    private long bytes;

    private PackFolder(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Every file, sorted by path.
     *
     * @param name of the folder, as it is named in faults
     */
    static List<PackFile> read(Path folder, String name) throws PackRefused {
        if (!Files.isDirectory(folder)) {
            throw new PackRefused(List.of(new PackFault(name, 0, "Expected a folder, but " + folder + " is none")));
        }
        var visitor = new PackFolder(folder, name);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
        } catch (IOException e) {
            throw new PackRefused(List.of(new PackFault(name, 0, "Expected to read " + folder + ", but " + e)));
        }
        if (!visitor.faults.isEmpty()) {
            throw new PackRefused(visitor.faults);
        }
        visitor.files.sort(Comparator.comparing(PackFile::path));
        return List.copyOf(visitor.files);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return !directory.equals(folder) && isLeftBehind(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isLeftBehind(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (!attributes.isRegularFile()) {
            return refuse(
                    file,
                    "Expected a file, but it is something else, or lies more than " + MAX_DEPTH + " folders deep");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_FILE_BYTES + 1);
        }
        bytes += content.length;
        if (content.length > MAX_FILE_BYTES) {
            return refuse(file, "Expected at most " + (MAX_FILE_BYTES >> 20) + " MiB, but it is larger");
        }
        files.add(new PackFile(path(file), content));
        if (bytes > MAX_PACK_BYTES || files.size() > MAX_FILES) {
            refuse(
                    file,
                    "Expected a pack of at most " + MAX_FILES + " files and " + (MAX_PACK_BYTES >> 20)
                            + " MiB, but here it has more");
            return FileVisitResult.TERMINATE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return isLeftBehind(file)
                ? FileVisitResult.CONTINUE
                : refuse(file, "Expected to read it, but " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private FileVisitResult refuse(Path file, String message) {
        faults.add(new PackFault(name + "/" + path(file), 0, message));
        return FileVisitResult.CONTINUE;
    }

    private static boolean isLeftBehind(Path file) {
        return LEFT_BEHIND.matcher(file.getFileName().toString()).matches();
    }

    /** The same of a path that may lead through folders. */
    static boolean isLeftBehind(String path) {
        return Stream.of(path.split("/"))
                .anyMatch(name -> LEFT_BEHIND.matcher(name).matches());
    }

    /** Whether a path leads to a place inside a pack's folder, however it was written. */
    static boolean isInside(String path) {
        var names = List.of(path.split("/", -1));
        return names.size() <= MAX_DEPTH
                && names.stream().noneMatch(name -> name.isEmpty() || name.equals(".."))
                && path.codePoints().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c));
    }

    private String path(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
