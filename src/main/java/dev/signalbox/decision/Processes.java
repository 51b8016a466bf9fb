package dev.signalbox.decision;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live processes of a server, and the packs that did not load. Another version can take a live one's place: whatever had
 * begun with the old one ends with it.
 */
public final class Processes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

    private static final int AT_ONCE = 4;

    private final RuleLoader loader;
    private final Function<LiveProcess, List<PackFault>> doubts;
    private final Map<String, LiveProcess> live = new ConcurrentSkipListMap<>();
    private final Map<String, BadPack> bad = new ConcurrentSkipListMap<>();
    /** Folders of packs that are to be tried again, and when they were refused. */
    private final Map<Path, Long> again = new ConcurrentHashMap<>();

    private final Queue<LiveProcess> replaced = new ConcurrentLinkedQueue<>();

    private Processes(RuleLoader loader, Function<LiveProcess, List<PackFault>> doubts) {
        this.loader = loader;
        this.doubts = doubts;
    }

    /** The packs with their rules in this JVM. */
    public static Processes load(Path rules) {
        return load(rules, process -> List.of());
    }

    /** The same, with a say in which of them go live. */
    public static Processes load(Path rules, Function<LiveProcess, List<PackFault>> doubts) {
        return load(rules, RuleCompiler::compile, doubts);
    }

    /**
     * Loads every folder that holds a {@code process.yaml}, side by side. A pack that does not load never stops the others.
     *
     * @param doubts what speaks against a pack that compiles: with any, it does not load
     * @throws UncheckedIOException when the folder of packs cannot be read
     */
    public static Processes load(Path rules, RuleLoader loader, Function<LiveProcess, List<PackFault>> doubts) {
        var processes = new Processes(loader, doubts);
        // Most of the time each of them waits for a process of its own.
        var threads = Executors.newFixedThreadPool(
                Math.max(AT_ONCE, Runtime.getRuntime().availableProcessors()));
        try {
            var loading = packs(rules).stream()
                    .map(folder -> CompletableFuture.runAsync(() -> processes.loadFrom(folder), threads))
                    .toList();
            loading.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
        return processes;
    }

    private void loadFrom(Path folder) {
        String name = String.valueOf(folder.getFileName());
        long start = System.nanoTime();
        LOG.info("{}: its rules are being loaded", name);
        try {
            put(admit(PackLoader.load(folder)));
            LOG.info(
                    "{}: ready after {} ms",
                    name,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (PackRefused e) {
            e.faults().forEach(fault -> LOG.error("pack {} does not load: {}", name, fault));
            if (e.isOnlyNow()) {
                LOG.warn("{}: the machine may be at fault, so it is tried again", name);
                again.put(folder, System.nanoTime());
            }
            refuse(name, e.faults());
        } catch (RuntimeException | Error e) {
            refuse(name, unforeseen(name, e));
        }
    }

    private static List<PackFault> unforeseen(String name, Throwable failure) {
        LOG.error("pack {} does not load", name, failure);
        return List.of(new PackFault(name, 0, "Expected a pack that loads, but " + failure));
    }

    /**
     * Tries packs again for which the machine had no time.
     *
     * @param rest how long ago they must have been refused
     */
    public void tryAgain(Duration rest) {
        again.forEach((folder, refusedAt) -> {
            if (System.nanoTime() - refusedAt >= rest.toNanos()) {
                again.remove(folder);
                if (bad.containsKey(String.valueOf(folder.getFileName()))) { // else it was published since
                    loadFrom(folder);
                }
            }
        });
    }

    /**
     * A pack's process, ready but not live yet.
     *
     * @throws PackRefused when the pack does not compile, or when something else speaks against it
     */
    public LiveProcess admit(ProcessPack pack) throws PackRefused {
        LiveProcess process = null;
        List<PackFault> faults;
        boolean onlyNow = false;
        try {
            process = new LiveProcess(pack, loader.load(pack));
            faults = doubts.apply(process);
        } catch (RuntimeException | Error e) {
            faults = unforeseen(pack.name(), e);
            onlyNow = true;
        }
        if (process != null && faults.isEmpty()) {
            pack.warnings().forEach(fault -> LOG.warn("pack {}: {}", pack.name(), fault));
            return process;
        }
        if (process != null) {
            process.engine().close();
        }
        throw new PackRefused(faults, onlyNow);
    }

    /**
     * A process's rules once more, in an engine apart from the one that decides. The caller closes it.
     *
     * @throws PackRefused when it cannot be had just now
     */
    public LiveProcess apart(LiveProcess process) throws PackRefused {
        return new LiveProcess(process.pack(), loader.loadApart(process.pack()));
    }

    /** Makes a process live, in place of the version before. */
    public void put(LiveProcess process) {
        var before = live.put(process.name(), process);
        bad.remove(process.name());
        if (before != null) {
            replaced.add(before);
        }
    }

    /** What was said against a pack is past: the version that is live here is the right one again. */
    public void confirm(String name) {
        bad.remove(name);
    }

    /** Tells why a pack is not live here; a version that was live before stays so. */
    public void refuse(String name, List<PackFault> faults) {
        bad.put(name, new BadPack(name, faults));
    }

    /**
     * Closes versions that others have replaced, once nothing that began with them goes on.
     *
     * @param idle how long they must have decided nothing
     * @param farewell told of each before it is closed
     */
    public void closeReplaced(Duration idle, Consumer<LiveProcess> farewell) {
        var ended = replaced.stream().filter(process -> process.isIdleFor(idle)).toList();
        replaced.removeAll(ended);
        for (var process : ended) {
            farewell.accept(process);
            process.engine().close();
        }
    }

    private static List<Path> packs(Path rules) {
        try (Stream<Path> folders = Files.list(rules)) {
            return folders.filter(PackLoader::isPack).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<LiveProcess> find(String name) {
        return Optional.ofNullable(live.get(name));
    }

    /** All that are loaded, by name. */
    public List<LiveProcess> all() {
        return List.copyOf(live.values());
    }

    /** The packs that did not load, and those whose rules were withdrawn since. */
    public List<BadPack> bad() {
        var all = new ArrayList<>(bad.values());
        for (LiveProcess process : live.values()) {
            String withdrawn = process.engine().withdrawn();
            if (withdrawn != null) {
                all.add(new BadPack(process.name(), List.of(new PackFault(process.name(), 0, withdrawn))));
            }
        }
        return all;
    }

    @Override
    public void close() {
        live.values().forEach(process -> process.engine().close());
        replaced.forEach(process -> process.engine().close());
    }
}
