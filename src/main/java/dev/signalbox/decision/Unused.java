package dev.signalbox.decision;

import dev.signalbox.decision.check.DrlFile;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.process.QueueDefinition;
import dev.signalbox.process.Routes;
import dev.signalbox.process.StepDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What {@code process.yaml} declares and nothing leads to. */
final class Unused {
    private Unused() {}

    static List<PackFault> in(ProcessPack pack, List<DrlFile> rules, Set<String> limits) {
        ProcessDefinition definition = pack.definition();
        var found = new ArrayList<PackFault>();
        Set<String> reached = reached(definition, rules);
        definition.queues().keySet().stream()
                .filter(queue -> !reached.contains(queue))
                .map(queue -> pack.faultInDefinition(
                        "nothing leads to the queue '" + queue + "': no route, rule, step or other queue names it",
                        "queues",
                        queue))
                .forEach(found::add);
        Set<String> used = new HashSet<>();
        definition.outcomes().values().forEach(used::addAll);
        stages(definition).forEach(stage -> used.add(stage.name()));
        definition.steps().keySet().stream()
                .filter(step -> !used.contains(step))
                .map(step ->
                        pack.faultInDefinition("no outcome and no route has the step '" + step + "'", "steps", step))
                .forEach(found::add);
        definition.limits().keySet().stream()
                .filter(limit -> !limits.contains(limit))
                .map(limit -> pack.faultInDefinition("no rule has the limit '" + limit + "'", "limits", limit))
                .forEach(found::add);
        return found.stream().map(PackFault::asWarning).toList();
    }

    private static List<Routes.Stage> stages(ProcessDefinition definition) {
        var stages = new ArrayList<Routes.Stage>();
        stages.addAll(definition.routes().full());
        stages.addAll(definition.routes().partial());
        stages.addAll(definition.routes().manual());
        return stages;
    }

    private static Set<String> reached(ProcessDefinition definition, List<DrlFile> rules) {
        Set<String> reached = new HashSet<>(List.of(definition.quarantine(), definition.fallback()));
        stages(definition).stream()
                .map(Routes.Stage::queue)
                .filter(Objects::nonNull)
                .forEach(reached::add);
        definition.steps().values().stream()
                .map(StepDefinition::onFailure)
                .filter(Objects::nonNull)
                .forEach(reached::add);
        definition.queues().keySet().stream()
                .filter(queue -> rules.stream().anyMatch(file -> file.text().contains("\"" + queue + "\"")))
                .forEach(reached::add);
        definition.queues().values().stream()
                .map(QueueDefinition::escalate)
                .filter(Objects::nonNull)
                .forEach(reached::add);
        return reached;
    }
}
