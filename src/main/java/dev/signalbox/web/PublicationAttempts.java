package dev.signalbox.web;

import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.publishing.Publication;
import dev.signalbox.publishing.Publishing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Packs on their way to being live on this node, and what became of the last of them: compiling takes longer on a busy
 * machine than anybody holds a connection open. A version is tried once at a time, however often it is posted.
 */
final class PublicationAttempts {
    private static final int MOST_KEPT = 100;

    private final Publishing publishing;
    private final Workers compilers;

    private record Key(String process, String version) {}

    private final Map<Key, CompletableFuture<Publication>> attempts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompletableFuture<Publication>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    PublicationAttempts(Publishing publishing, Workers compilers) {
        this.publishing = publishing;
        this.compilers = compilers;
    }

    /**
     * Begins to make a pack live, or joins those who wait for it already.
     *
     * @throws PackRefused when it cannot even be read
     * @throws Refusal when too many are on their way
     */
    Attempt begin(String process, byte[] zip, String actor) throws PackRefused {
        ProcessPack pack = publishing.read(process, zip);
        synchronized (attempts) {
            var key = new Key(process, pack.version());
            var end = attempts.get(key);
            if (end == null || end.isDone()) {
                end = compilers.start(() -> publishing.publish(pack, actor));
                attempts.remove(key); // so that it is the youngest
                attempts.put(key, end);
            }
            return new Attempt(pack.version(), end);
        }
    }

    Optional<Attempt> find(String process, String version) {
        synchronized (attempts) {
            return Optional.ofNullable(attempts.get(new Key(process, version))).map(end -> new Attempt(version, end));
        }
    }

    /** @param end fails with what is to be answered */
    record Attempt(String version, CompletableFuture<Publication> end) {}
}
