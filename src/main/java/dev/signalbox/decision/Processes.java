package dev.signalbox.decision;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live processes of a server, and the packs that did not load. */
public final class Processes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

    private static final int AT_ONCE = 4;

    private final Map<String, LiveProcess> live = new LinkedHashMap<>();
    private final List<BadPack> bad;

    Processes(List<LiveProcess> live, List<BadPack> bad) {
        live.forEach(process -> this.live.put(process.name(), process));
        this.bad = List.copyOf(bad);
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
        var live = new ArrayList<LiveProcess>();
        var bad = new ArrayList<BadPack>();
        // Most of the time each of them waits for a process of its own.
        var threads = Executors.newFixedThreadPool(
                Math.max(AT_ONCE, Runtime.getRuntime().availableProcessors()));
        try {
            var loading = new LinkedHashMap<String, CompletableFuture<LiveProcess>>();
            for (Path folder : packs(rules)) {
                loading.put(
                        String.valueOf(folder.getFileName()),
                        CompletableFuture.supplyAsync(() -> loadOne(folder, loader, doubts), threads));
            }
            loading.forEach((name, process) -> {
                try {
                    live.add(process.join());
                } catch (CompletionException e) {
                    bad.add(new BadPack(name, faults(name, e.getCause())));
                }
            });
        } finally {
            threads.shutdown();
        }
        return new Processes(live, bad);
    }

    private static LiveProcess loadOne(Path folder, RuleLoader loader, Function<LiveProcess, List<PackFault>> doubts) {
        try {
            ProcessPack pack = PackLoader.load(folder);
            return admitted(new LiveProcess(pack, loader.load(pack)), doubts);
        } catch (PackRefused e) {
            throw new CompletionException(e);
        }
    }

    private static LiveProcess admitted(LiveProcess process, Function<LiveProcess, List<PackFault>> doubts)
            throws PackRefused {
        var faults = doubts.apply(process);
        if (!faults.isEmpty()) {
            process.engine().close();
            throw new PackRefused(faults);
        }
        return process;
    }

    private static List<PackFault> faults(String name, @Nullable Throwable failure) {
        if (failure instanceof PackRefused refused) {
            return refused.faults();
        }
        LOG.error("pack {} does not load", name, failure);
        return List.of(new PackFault(name, 0, "Expected a pack that loads, but " + failure));
    }

    private static List<Path> packs(Path rules) {
        try (Stream<Path> folders = Files.list(rules)) {
            return folders.filter(folder -> Files.exists(folder.resolve("process.yaml")))
                    .sorted()
                    .toList();
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
        var all = new ArrayList<>(bad);
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
    }
}
