package dev.signalbox.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.signalbox.decision.BadPack;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.intake.Intake;
import dev.signalbox.intake.Submission;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.PackFault;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is loaded, and trying out what the rules would say. */
final class ProcessesApi {
    private final Processes processes;
    private final Intake intake;

    ProcessesApi(Processes processes, Intake intake) {
        this.processes = processes;
        this.intake = intake;
    }

    void mount(Endpoints endpoints) {
        endpoints.getAtHand(
                "/v1/processes",
                context -> Reply.json(
                        processes.all().stream().map(ProcessesApi::shown).toList()));
        endpoints.getAtHand("/v1/processes/{process}", context -> Reply.json(shown(named(context))));
        endpoints.getAtHand("/v1/processes/{process}/faults", context -> Reply.json(faults(context)));
        endpoints.post("/v1/processes/{process}/decide", this::decide);
    }

    private Faults faults(RoutingContext context) {
        String name = context.pathParam("process");
        for (BadPack bad : processes.bad()) {
            if (bad.name().equals(name)) {
                return new Faults(name, false, bad.faults());
            }
        }
        return new Faults(named(context).name(), true, List.of());
    }

    private Reply decide(RoutingContext context, byte[] body) throws Exception {
        var process = named(context);
        ContentType.require(context.request(), ContentType.JSON);
        var actor = Actor.of(context.request());
        var item = intake.tryOut(process, new Submission(body, null, actor == null ? Actor.ANONYMOUS : actor));
        return Reply.json(new Tried(item.decision(), item.planJson()));
    }

    private LiveProcess named(RoutingContext context) {
        String name = context.pathParam("process");
        return processes.find(name).orElseThrow(() -> unknown(name));
    }

    static Refusal unknown(String name) {
        return Refusal.notFound("Expected the name of a process, but there is no process '" + Words.shown(name) + "'");
    }

    private static Shown shown(LiveProcess process) {
        var definition = process.pack().definition();
        var queues = new LinkedHashMap<String, Queue>();
        definition
                .queues()
                .forEach((name, queue) -> queues.put(
                        name,
                        new Queue(
                                queue.title(),
                                queue.due().usual().toString(),
                                queue.escalate(),
                                queue.lease().toString())));
        var routes = new LinkedHashMap<String, List<String>>();
        for (var route : dev.signalbox.item.Route.values()) {
            routes.put(
                    route.name(),
                    definition.routes().of(route).stream()
                            .map(stage -> stage.isReview() ? stage.name() + ": " + stage.queue() : stage.name())
                            .toList());
        }
        return new Shown(
                definition.process(),
                definition.title(),
                new Owner(definition.owner().name(), definition.owner().contact()),
                process.pack().version(),
                definition.key().fields(),
                queues,
                routes,
                definition.quarantine(),
                definition.fallback(),
                definition.outcomes(),
                definition.steps().keySet(),
                Type.of(process.engine().type()));
    }

    private record Faults(String process, boolean loaded, List<PackFault> faults) {}

    /** @param plan the steps as a JSON array */
    private record Tried(Decision decision, @JsonRawValue String plan) {}

    private record Shown(
            String process,
            String title,
            Owner owner,
            String version,
            List<String> key,
            Map<String, Queue> queues,
            Map<String, List<String>> routes,
            String quarantine,
            String fallback,
            Map<String, List<String>> outcomes,
            Set<String> steps,
            Type type) {}

    private record Owner(String name, String contact) {}

    /** Durations as ISO 8601 writes them. */
    private record Queue(String title, String due, @Nullable String escalate, String lease) {}

    private record Type(String name, List<Field> fields) {
        static Type of(ItemType type) {
            return new Type(
                    type.name(), type.fields().values().stream().map(Field::of).toList());
        }
    }

    private record Field(
            String name,
            ItemType.Kind kind,
            boolean list,
            @Nullable Type type) {
        static Field of(ItemType.Field field) {
            var nested = field.nested();
            return new Field(field.name(), field.kind(), field.list(), nested == null ? null : Type.of(nested));
        }
    }
}
