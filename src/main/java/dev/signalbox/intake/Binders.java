package dev.signalbox.intake;

import dev.signalbox.binding.JsonBinder;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.LiveProcess;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON binder of each process, made once. */
final class Binders {
    private final ConcurrentHashMap<DecisionEngine, JsonBinder> json = new ConcurrentHashMap<>();

    JsonBinder json(LiveProcess process) {
        return json.computeIfAbsent(process.engine(), e -> new JsonBinder(process.type(), process.definition()));
    }

    void forget(LiveProcess process) {
        json.remove(process.engine());
    }
}
