package dev.signalbox.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live processes of a server, and the packs that did not load. */
public final class Processes implements AutoCloseable {
    private final Map<String, LiveProcess> live = new LinkedHashMap<>();
    private final List<BadPack> bad;

    Processes(List<LiveProcess> live, List<BadPack> bad) {
        live.forEach(process -> this.live.put(process.name(), process));
        this.bad = List.copyOf(bad);
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
