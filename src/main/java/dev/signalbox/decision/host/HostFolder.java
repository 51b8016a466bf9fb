package dev.signalbox.decision.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that a host has to itself. Its server holds a lock in it for as long as it lives, so that another one can tell what
 * a server and its hosts left behind that were killed together: also in a container, where every process has the same number.
 */
final class HostFolder {
    private static final Logger log = LoggerFactory.getLogger(HostFolder.class);
    static final String LOCK = "lock";
    private static final String NAME = "signalbox-rules-";
    /** A lock is for the whole of a JVM: opening and closing the file once more would lose it. */
    private static final Set<Path> MINE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private HostFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static HostFolder create() throws IOException {
        var path = Files.createTempDirectory(NAME);
        MINE.add(path);
        var lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return new HostFolder(path, lock);
    }

    Path path() {
        return path;
    }

    /** To be called when the host has ended. */
    void forget() {
        try {
            lock.close();
            delete(path);
        } catch (IOException | UncheckedIOException e) {
            PrintedLog.stays(path, e);
        } finally {
            MINE.remove(path);
        }
    }

    /** Deletes the folders of servers that are no more; answers how many. */
    static int deleteAbandoned(Path temp) {
        int deleted = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temp, NAME + "*")) {
            for (Path folder : folders) {
                deleted += !MINE.contains(folder) && isAbandoned(folder) && isDeleted(folder) ? 1 : 0;
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("Folders that rule hosts may have left in {} stay: {}", temp, e.getMessage());
        }
        return deleted;
    }

    // One without the file is being made just now, or was not made by us.
    private static boolean isAbandoned(Path folder) {
        try (var lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            return lock.tryLock() != null;
        } catch (IOException e) {
            return false; // another user's, or gone
        }
    }

    private static boolean isDeleted(Path folder) {
        try {
            delete(folder);
            return true;
        } catch (IOException | UncheckedIOException e) {
            PrintedLog.stays(folder, e);
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException e) {
            return; // its host was faster
        }
    }
}
