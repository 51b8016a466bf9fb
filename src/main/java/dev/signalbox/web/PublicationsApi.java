package dev.signalbox.web;

import dev.signalbox.decision.Processes;
import dev.signalbox.publishing.Publication;
import dev.signalbox.publishing.Publishing;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Publishing packs, and what was published. */
final class PublicationsApi {
    private static final String PATH = "/v1/processes/{process}/publications";

    private final Processes processes;
    private final Publishing publishing;

    PublicationsApi(Processes processes, Publishing publishing) {
        this.processes = processes;
        this.publishing = publishing;
    }

    void mount(Endpoints endpoints, WholeBody packs, Workers compilers) {
        endpoints.get(PATH, context -> Reply.json(all(context)));
        endpoints.post(PATH, packs, compilers, this::publish);
    }

    private List<Publication> all(RoutingContext context) {
        String process = context.pathParam("process");
        if (process.indexOf('\0') >= 0) { // which PostgreSQL cannot be asked about
            throw ProcessesApi.unknown(process);
        }
        var all = publishing.of(process);
        if (all.isEmpty() && processes.find(process).isEmpty()) {
            throw ProcessesApi.unknown(process);
        }
        return all;
    }

    private Reply publish(RoutingContext context, byte[] body) throws Exception {
        ContentType.require(context.request(), ContentType.ZIP);
        String actor = Actor.required(context.request());
        return Reply.json(publishing.publish(context.pathParam("process"), body, actor));
    }
}
