package dev.signalbox.decision.host;

import dev.signalbox.decision.Case;
import dev.signalbox.process.PackRefused;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of Drools and Signalbox as the JVM itself keeps them between starts (class data sharing, JEP 350), with which a
 * host starts in a fraction of the time. One file, for just these jars on just this Java; it holds no class of a pack. A host
 * that is started for that alone makes it, when the server has been up for a while. Its name ends in its CRC-32: one that is
 * damaged is made again. A JVM that it does not fit does without, and says nothing; one that cannot be made only costs time.
 */
final class KeptClasses {
    private static final Logger LOG = LoggerFactory.getLogger(KeptClasses.class);
    private static final long CALM_NANOS = Duration.ofSeconds(15).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MEGABYTES = 256;
    private static final int LAST_OF_ALL = 19;
    private static final String ENDING = ".classes";
    private static final String DRAFT = ".classes-draft";

    private final @Nullable Path folder;
    private final String name;
    private final AtomicBoolean wanted;
    private volatile @Nullable Path file;
    private volatile @Nullable Setup latest;
    private volatile long lastStart;

    /** @param folder null to keep nothing */
    KeptClasses(@Nullable Path folder) {
        String print = folder == null ? null : print();
        this.folder = print == null ? null : folder;
        this.name = "hosts-" + print + "-";
        this.file = find();
        this.wanted = new AtomicBoolean(this.folder != null && file == null);
    }

    /** Of the jars, where they lie and what they are; null with a folder among them, of which the JVM keeps no class. */
    private static @Nullable String print() {
        MessageDigest digest = ClassPathPrint.digest();
        digest.update(ClassPathPrint.sha256());
        for (String entry : JavaCommand.classPath().split(File.pathSeparator, -1)) {
            var jar = new File(entry);
            if (!jar.isFile()) {
                return null;
            }
            digest.update((entry + jar.lastModified()).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private @Nullable Path find() {
        if (folder == null || !Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path one : (Iterable<Path>) files::iterator) {
                String called = String.valueOf(one.getFileName());
                if (called.startsWith(name) && called.endsWith(ENDING)) {
                    if (called.equals(name + crc(one) + ENDING)) {
                        return one.toAbsolutePath();
                    }
                    LOG.warn("{} is damaged; it is made anew", one);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The classes of rule hosts that were kept cannot be read: {}", e.toString());
        }
        return null;
    }

    private static String crc(Path file) throws IOException {
        var crc = new CRC32();
        var part = ByteBuffer.allocateDirect(1 << 20);
        try (var in = FileChannel.open(file)) {
            while (in.read(part) >= 0) {
                crc.update(part.flip());
                part.clear();
            }
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** What a host's JVM is told to use them. */
    List<String> flags() {
        Path kept = file;
        return kept == null || !Files.exists(kept) ? List.of() : List.of("-XX:SharedArchiveFile=" + kept);
    }

    /** Makes the file when it is missing, once no host has started for a while, and beside everything else. */
    void makeLater(Setup setup) {
        latest = setup;
        lastStart = System.nanoTime();
        Path place = folder;
        if (place == null || !wanted.getAndSet(false)) {
            return;
        }
        var thread = new Thread(
                () -> {
                    try {
                        awaitCalm();
                        make(Objects.requireNonNull(latest), place);
                    } catch (IOException | PackRefused e) {
                        LOG.info("Rule hosts will start more slowly than they could: {}", e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "rules-classes");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitCalm() throws InterruptedException {
        for (long left = CALM_NANOS; left > 0; left = lastStart + CALM_NANOS - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private void make(Setup setup, Path place) throws IOException, PackRefused {
        Files.createDirectories(place);
        deleteAll(place, DRAFT);
        Path draft = place.toAbsolutePath().resolve(ProcessHandle.current().pid() + DRAFT);
        var flags = List.of("-XX:ArchiveClassesAtExit=" + draft, "-XX:+SuppressFatalErrorMessage");
        Host host = Launch.host(setup, new JavaCommand(setup.main(), MEGABYTES, flags, LAST_OF_ALL));
        host.ask(List.of(new Case(Map.of(), List.of(), List.of(), Instant.EPOCH)));
        if (!host.finish(PATIENCE) || !Files.exists(draft)) {
            Files.deleteIfExists(draft);
            // Java 17.0.15 crashes at this when the host has compiled, so it is to find its rules kept.
            throw new IOException("Expected the JVM to keep its classes, but it has not");
        }
        deleteAll(place, ENDING);
        file = Files.move(draft, draft.resolveSibling(name + crc(draft) + ENDING), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteAll(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(ending))::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
