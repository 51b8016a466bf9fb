package dev.signalbox.decision.host;

import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder where a server keeps what its hosts compiled: a file for each version of a pack, compiled by just this Signalbox
 * on just this Java. It holds a SHA-256 over that and the rest, and then the rest: a zip of class files. What is damaged, or
 * stands under another's name, is not there. A folder that cannot be used only costs time.
 */
final class KeptRules {
    private static final Logger LOG = LoggerFactory.getLogger(KeptRules.class);
    private static final int VERSIONS = 3;
    private static final int DIGEST = 32;

    private final Path folder;
    private final byte[] compiler;

    KeptRules(Path folder) {
        this.folder = folder;
        this.compiler = ClassPathPrint.sha256();
    }

    /** What was made of the version of the pack, or null. */
    byte @Nullable [] find(ProcessPack pack) {
        Path file = file(pack);
        try {
            byte[] all = Files.readAllBytes(file);
            byte[] made = Arrays.copyOfRange(all, Math.min(DIGEST, all.length), all.length);
            if (MessageDigest.isEqual(Arrays.copyOf(all, DIGEST), digest(key(pack), made))) {
                return made;
            }
            LOG.warn("{} is damaged; the rules are compiled anew", file);
        } catch (NoSuchFileException e) {
            LOG.debug("{}: nothing is kept of this version", pack.name());
        } catch (IOException e) {
            LOG.warn("{}: what was compiled earlier cannot be read: {}", pack.name(), e.toString());
        }
        return null;
    }

    /** Answers whether it is kept. */
    boolean keep(ProcessPack pack, byte[] made) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, pack.name(), ".draft");
            try {
                try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    write(out, digest(key(pack), made));
                    write(out, made);
                    out.force(true);
                }
                Files.move(draft, file(pack), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            forgetOld(pack);
            return true;
        } catch (IOException e) {
            LOG.warn("{}: what was compiled is not kept for the next start: {}", pack.name(), e.toString());
            return false;
        }
    }

    private static void write(FileChannel out, byte[] bytes) throws IOException {
        for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            out.write(left);
        }
    }

    private void forgetOld(ProcessPack pack) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(folder)) {
            old = files.filter(
                            file -> String.valueOf(file.getFileName()).matches(pack.name() + "-[0-9a-f]{64}\\.rules"))
                    .sorted(Comparator.comparing(KeptRules::writtenAt).reversed())
                    .skip(VERSIONS)
                    .toList();
        }
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
    }

    private static long writtenAt(Path file) {
        return file.toFile().lastModified();
    }

    private Path file(ProcessPack pack) {
        return folder.resolve(pack.name() + "-" + HexFormat.of().formatHex(key(pack)) + ".rules");
    }

    private byte[] key(ProcessPack pack) {
        return digest(compiler, pack.version().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] digest(byte[]... parts) {
        MessageDigest digest = ClassPathPrint.digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
