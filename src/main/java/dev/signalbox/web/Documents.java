package dev.signalbox.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The contract, its browsable page, the schema of packs, the meaning of problems, and the files that pages load. */
final class Documents {
    private static final String SWAGGER = Assets.webjar("org.webjars", "swagger-ui");
    private static final String HTMX = Assets.webjar("org.webjars.npm", "htmx.org") + "dist/";

    private final Assets assets = new Assets();
    private final Replies replies;

    Documents(Replies replies) {
        this.replies = replies;
    }

    void mount(Endpoints endpoints, Router router) {
        endpoints.getAtHand("/openapi.yaml", context -> file(context, "", "openapi.yaml"));
        endpoints.getAtHand("/docs", context -> file(context, "web/docs/", "index.html"));
        endpoints.getAtHand(
                "/schemas/process.json", context -> file(context, "dev/signalbox/process/", "process.schema.json"));
        endpoints.getAtHand("/problems/{kind}", Documents::problem);
        files(router, "/docs/", name -> name.startsWith("swagger-ui") ? SWAGGER : "web/docs/");
        files(router, "/assets/", name -> name.startsWith("htmx.") ? HTMX : "web/");
    }

    private interface Folder {
        String of(String name);
    }

    private void files(Router router, String below, Folder folder) {
        router.route(below + "*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(context -> {
            String name = context.normalizedPath().substring(below.length());
            try {
                file(context, folder.of(name), name).send(context.response());
            } catch (Refusal e) {
                replies.fail(context.request(), e);
            }
        });
    }

    private Reply file(RoutingContext context, String folder, String name) {
        PageHeaders.put(context.response());
        return assets.reply(context.request(), folder, name);
    }

    private static Reply problem(RoutingContext context) {
        String slug = context.pathParam("kind");
        var kind = ProblemKind.ofSlug(slug)
                .orElseThrow(() -> Refusal.notFound(
                        "Expected the name of a problem, but there is no '" + Words.shown(slug) + "'"));
        return Reply.text(
                "text/plain; charset=utf-8",
                kind.title + "\nStatus " + kind.status + ", type " + kind.address() + "\n\n" + kind.meaning + "\n");
    }
}
