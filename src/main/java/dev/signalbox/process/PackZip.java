package dev.signalbox.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A pack in one piece, as it is sent to a server and kept by it: a ZIP file of the pack's files, with {@code process.yaml} at its top, or all of them in one folder. */
public final class PackZip {
    /** Folders and what is passed over included. */
    private static final int MOST_ENTRIES = 4 * PackFolder.MAX_FILES;

    private PackZip() {}

    public static byte[] of(List<PackFile> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (PackFile file : files) {
                zip.putNextEntry(new ZipEntry(file.path()));
                zip.write(file.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The files, sorted by path, held to the same limits as a folder's.
     *
     * @param name of the process, as it is named in faults
     */
    public static List<PackFile> read(String name, byte[] zip) throws PackRefused {
        var files = new ArrayList<PackFile>();
        var paths = new HashSet<String>();
        long bytes = 0;
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String path = entry.getName();
                boolean inside = PackFolder.isInside(entry.isDirectory() ? path.replaceFirst("/$", "") : path);
                if (!inside || !paths.add(path)) {
                    throw refused(name, "Expected each file once and inside the pack, but one is '" + path + "'");
                }
                // What is passed over is unpacked all the same.
                byte[] content = in.readNBytes(PackFolder.MAX_FILE_BYTES + 1);
                bytes += content.length;
                if (!entry.isDirectory() && !PackFolder.isLeftBehind(path)) {
                    files.add(new PackFile(path, content));
                }
                if (content.length > PackFolder.MAX_FILE_BYTES
                        || bytes > PackFolder.MAX_PACK_BYTES
                        || paths.size() > MOST_ENTRIES
                        || files.size() > PackFolder.MAX_FILES) {
                    throw refused(
                            name,
                            "Expected at most " + PackFolder.MAX_FILES + " files, each of at most "
                                    + (PackFolder.MAX_FILE_BYTES >> 20) + " MiB and together of "
                                    + (PackFolder.MAX_PACK_BYTES >> 20) + " MiB, but at '" + path + "' it is more");
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw refused(name, "Expected a ZIP file, but it is broken: " + e.getMessage());
        } catch (IOException e) {
            throw refused(name, "Expected a whole ZIP file, but it ends too soon");
        }
        if (files.isEmpty()) {
            throw refused(name, "Expected a ZIP file with the files of a pack, but there is none in it");
        }
        return fromTop(files).stream()
                .sorted(Comparator.comparing(PackFile::path))
                .toList();
    }

    /** The files as seen from where process.yaml lies: programs that pack a folder often put the folder itself around it. */
    private static List<PackFile> fromTop(List<PackFile> files) {
        List<String> folders = files.stream()
                .map(PackFile::path)
                .filter(path -> path.equals(PackLoader.DEFINITION) || path.endsWith("/" + PackLoader.DEFINITION))
                .map(path -> path.substring(0, path.length() - PackLoader.DEFINITION.length()))
                .toList();
        if (folders.size() != 1 || !files.stream().allMatch(file -> file.path().startsWith(folders.get(0)))) {
            return files;
        }
        int above = folders.get(0).length();
        return files.stream()
                .map(file -> new PackFile(file.path().substring(above), file.bytes()))
                .toList();
    }

    private static PackRefused refused(String name, String message) {
        return new PackRefused(List.of(new PackFault(name, 0, message)));
    }
}
