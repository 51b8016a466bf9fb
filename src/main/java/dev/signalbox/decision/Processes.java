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
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live processes of a server, and the packs that did not load. */
public final class Processes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

    private final Map<String, LiveProcess> live = new LinkedHashMap<>();
    private final List<BadPack> bad;

    Processes(List<LiveProcess> live, List<BadPack> bad) {
        live.forEach(process -> this.live.put(process.name(), process));
        this.bad = List.copyOf(bad);
    }

    /**
     * Loads every folder that holds a {@code process.yaml}. A pack that does not load never stops the others.
     *
     * @throws UncheckedIOException when the folder of packs cannot be read
     */
    public static Processes load(Path rules) {
        return load(rules, process -> List.of());
    }

    /**
     * The same, with a say in which of them go live.
     *
     * @param doubts what speaks against a pack that compiles: with any, it does not load
     */
    public static Processes load(Path rules, Function<LiveProcess, List<PackFault>> doubts) {
        var live = new ArrayList<LiveProcess>();
        var bad = new ArrayList<BadPack>();
        for (Path folder : packs(rules)) {
            String name = String.valueOf(folder.getFileName());
            try {
                ProcessPack pack = PackLoader.load(folder);
                live.add(admitted(new LiveProcess(pack, RuleCompiler.compile(pack)), doubts));
            } catch (PackRefused e) {
                bad.add(new BadPack(name, e.faults()));
            } catch (RuntimeException | LinkageError e) {
                LOG.error("pack {} does not load", name, e);
                bad.add(new BadPack(name, List.of(new PackFault(name, 0, "Expected a pack that loads, but " + e))));
            }
        }
        return new Processes(live, bad);
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

    public List<BadPack> bad() {
        return bad;
    }

    @Override
    public void close() {
        live.values().forEach(process -> process.engine().close());
    }
}
