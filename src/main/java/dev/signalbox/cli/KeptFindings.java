package dev.signalbox.cli;

import dev.signalbox.decision.host.ClassPathPrint;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFault.Severity;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code check} said of a pack. It says the same again of the same files, under the same name, in the same build on the same
 * Java: so it is kept under a SHA-256 of all that, in memory and in a folder. A file begins with the SHA-256 of that key and of
 * what follows; one that is damaged, or stands under another's name, is not there. A folder that cannot be used only costs time.
 */
final class KeptFindings {
    private static final int DIGEST = 32;
    private static final int MOST = 500;
    private static final String ENDING = ".findings";

    private final @Nullable Path folder;
    private final Map<String, List<PackFault>> known = new ConcurrentHashMap<>();
    private byte @Nullable [] build;

    /** @param folder null to keep them in memory only */
    KeptFindings(@Nullable Path folder) {
        this.folder = folder;
    }

    /** What is to be said of a pack: {@link PackFolders.Task} finds it out, unless it is known. */
    List<PackFault> of(String name, List<PackFile> files, PackFolders.Task<List<PackFault>> check, Path pack)
            throws PackRefused {
        List<PackFault> kept = find(name, files);
        if (kept != null) {
            return kept;
        }
        List<PackFault> found = List.copyOf(PackFolders.turn(pack, check));
        keep(key(name, files), found);
        return found;
    }

    /** Null when it is not known. */
    @Nullable
    List<PackFault> find(String name, List<PackFile> files) {
        byte[] key = key(name, files);
        String id = HexFormat.of().formatHex(key);
        List<PackFault> inMemory = known.get(id);
        if (inMemory != null || folder == null) {
            return inMemory;
        }
        try {
            byte[] all = Files.readAllBytes(file(folder, id));
            byte[] said = Arrays.copyOfRange(all, Math.min(DIGEST, all.length), all.length);
            if (MessageDigest.isEqual(Arrays.copyOf(all, DIGEST), digest(key, said))) {
                List<PackFault> faults = read(said);
                known.put(id, faults);
                return faults;
            }
        } catch (IOException e) {
            // Not kept, or not readable: it is found out anew.
        }
        return null;
    }

    private void keep(byte[] key, List<PackFault> found) {
        String id = HexFormat.of().formatHex(key);
        known.put(id, found);
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            byte[] said = written(found);
            byte[] all = Arrays.copyOf(digest(key, said), DIGEST + said.length);
            System.arraycopy(said, 0, all, DIGEST, said.length);
            Path draft = Files.createTempFile(folder, "draft", ".tmp");
            try {
                Files.write(draft, all);
                Files.move(draft, file(folder, id), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            forgetOldest(folder);
        } catch (IOException e) {
            // The next check takes its time again.
        }
    }

    /** By hand: a reader of JSON takes as long to start as all the rest of a check whose answer is kept. */
    private static byte[] written(List<PackFault> faults) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(faults.size());
        for (PackFault fault : faults) {
            out.writeBoolean(fault.severity() == Severity.ERROR);
            out.writeInt(fault.line());
            out.writeInt(fault.column());
            for (String text : new String[] {fault.file(), fault.rule(), fault.message(), fault.suggestion()}) {
                byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : utf8.length);
                out.write(utf8);
            }
        }
        return bytes.toByteArray();
    }

    private static List<PackFault> read(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var faults = new ArrayList<PackFault>();
        for (int left = in.readInt(); left > 0; left--) {
            Severity severity = in.readBoolean() ? Severity.ERROR : Severity.WARNING;
            int line = in.readInt();
            int column = in.readInt();
            String file = String.valueOf(text(in));
            String rule = text(in);
            faults.add(new PackFault(severity, file, line, column, rule, String.valueOf(text(in)), text(in)));
        }
        return List.copyOf(faults);
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void forgetOldest(Path folder) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(folder)) {
            old = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .reversed())
                    .skip(MOST)
                    .toList();
        }
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
    }

    private static Path file(Path folder, String id) {
        return folder.resolve(id + ENDING);
    }

    private byte[] key(String name, List<PackFile> files) {
        byte[] by = build;
        if (by == null) {
            by = ClassPathPrint.sha256();
            build = by;
        }
        return digest(by, (name + "\n" + PackLoader.version(files)).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] digest(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has, but it is missing", e);
        }
    }
}
