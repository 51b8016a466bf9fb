package dev.signalbox.publishing;

import dev.signalbox.db.Database;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.PackZip;
import dev.signalbox.process.ProcessPack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs that go live while servers run. A published pack goes before the one in the folder of packs, on every node and after
 * every start. A batch is decided by one version from beginning to end, whichever was live when it began.
 */
public final class Publishing {
    private static final Logger log = LoggerFactory.getLogger(Publishing.class);

    /** A pack that could not be loaded here, where others could, is tried again. */
    private static final long TRY_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final Database database;
    private final Processes processes;
    /** The number that was last seen of each process. */
    private final Map<String, Integer> seen = new HashMap<>();

    private record Failure(int number, long at) {}

    private final Map<String, Failure> failures = new HashMap<>();

    public Publishing(Database database, Processes processes) {
        this.database = database;
        this.processes = processes;
    }

    /**
     * A pack as it was sent, not yet compiled.
     *
     * @param zip the files of the pack
     * @throws PackRefused when they are no pack of that process
     */
    public ProcessPack read(String process, byte[] zip) throws PackRefused {
        return pack(process, PackZip.read(process, zip));
    }

    /**
     * Makes a pack live on all nodes: on this one when it returns, on others within seconds. Takes the time that compiling
     * takes. What is live already is not published again.
     *
     * @throws PackRefused when it does not load, or an example fails: then nothing was changed
     */
    public synchronized Publication publish(ProcessPack pack, String actor) throws PackRefused {
        String process = pack.name();
        follow();
        var latest =
                database.read(tx -> PublicationStore.of(tx, process)).stream().findFirst();
        if (isLive(pack.version(), process)) {
            processes.confirm(process);
            return latest.filter(publication -> publication.version().equals(pack.version()))
                    .orElseGet(() -> store(pack, actor));
        }
        LiveProcess ready = processes.admit(pack);
        try {
            var publication = store(pack, actor);
            processes.put(ready);
            log.info("{}: version {} is live, published by {}", process, pack.version(), actor);
            return publication;
        } catch (RuntimeException e) {
            ready.engine().close();
            throw e;
        }
    }

    private Publication store(ProcessPack pack, String actor) {
        byte[] zip = PackZip.of(pack.files());
        var publication = database.write(tx -> PublicationStore.add(tx, pack.name(), pack.version(), actor, zip))
                .join();
        seen.put(pack.name(), publication.number());
        return publication;
    }

    /** Every publication of a process, the latest first; none when only the folder of packs has it. */
    public List<Publication> of(String process) {
        return database.read(tx -> PublicationStore.of(tx, process));
    }

    /** Makes live here what was published anywhere since; to be called every second or so. */
    public synchronized void follow() {
        for (var latest : database.read(PublicationStore::latest)) {
            if (latest.number() != seen.getOrDefault(latest.process(), 0) && isTime(latest)) {
                follow(latest);
            }
        }
    }

    private boolean isTime(Publication latest) {
        var failed = failures.get(latest.process());
        return failed == null || failed.number != latest.number() || System.nanoTime() - failed.at > TRY_AGAIN_NANOS;
    }

    private void follow(Publication latest) {
        String process = latest.process();
        try {
            if (isLive(latest.version(), process)) {
                processes.confirm(process);
            } else {
                var zip = database.read(tx -> PublicationStore.pack(tx, process, latest.number()));
                processes.put(processes.admit(pack(process, PackZip.read(process, zip))));
            }
            log.info("{}: version {} is live, published by {}", process, latest.version(), latest.publishedBy());
            seen.put(process, latest.number());
            failures.remove(process);
        } catch (PackRefused e) {
            log.error("{}: version {} does not load here: {}", process, latest.version(), e.getMessage());
            var faults = new ArrayList<PackFault>();
            faults.add(new PackFault(
                    process,
                    0,
                    "Expected version " + latest.version() + ", published by " + latest.publishedBy()
                            + ", to load on this node as on another, but it does not: the one before goes on here"));
            faults.addAll(e.faults());
            processes.refuse(process, faults);
            failures.put(process, new Failure(latest.number(), System.nanoTime()));
        }
    }

    private static ProcessPack pack(String process, List<PackFile> files) throws PackRefused {
        return PackLoader.of(process, files);
    }

    /** Whether a version decides here; one that was withdrawn does no more. */
    private boolean isLive(String version, String process) {
        return processes
                .find(process)
                .filter(live -> live.version().equals(version) && live.engine().withdrawn() == null)
                .isPresent();
    }
}
