package dev.signalbox.decision.host;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;

/** Tells one build of Signalbox and its libraries, on one Java, from any other. */
public final class ClassPathPrint {
    /** Of a jar, enough for its directory, which holds the CRC of each entry. */
    private static final int TAIL = 1 << 18;

    private ClassPathPrint() {}

    public static byte[] sha256() {
        MessageDigest digest = digest();
        add(digest, System.getProperty("java.vm.name") + System.getProperty("java.vm.version"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                continue; // a separator too many; the folder that one is in holds no classes
            }
            try {
                add(digest, Path.of(entry));
            } catch (IOException | UncheckedIOException e) {
                add(digest, entry + e.getMessage());
            }
        }
        return digest.digest();
    }

    // Without a logger, which a command that has its answer kept needs no more than the rest of a server.
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has, but it is missing", e);
        }
    }

    private static void add(MessageDigest digest, Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            try (Stream<Path> files = Files.find(entry, 99, (file, attributes) -> attributes.isRegularFile())) {
                // However the folder is named: by a path from here, or by a whole one.
                files.sorted().forEach(file -> addDated(digest, entry, file));
            }
        } else if (Files.exists(entry)) {
            add(digest, entry.getFileName() + " ");
            try (var jar = FileChannel.open(entry)) {
                var tail = ByteBuffer.allocate((int) Math.min(TAIL, jar.size()));
                while (tail.hasRemaining() && jar.read(tail, jar.size() - tail.remaining()) > 0) {}
                digest.update(tail.flip());
            }
        }
    }

    private static void addDated(MessageDigest digest, Path entry, Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            add(digest, entry.relativize(file) + " " + attributes.size() + " " + attributes.lastModifiedTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
