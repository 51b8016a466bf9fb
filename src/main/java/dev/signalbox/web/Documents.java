package dev.signalbox.web;

import dev.signalbox.web.pages.DocsPage;
import dev.signalbox.web.pages.Frame;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The contract, its browsable page, the schema of packs, the meaning of problems, and the files that pages load. */
final class Documents {
    private static final String ASSETS = "/assets/";

    private final Assets assets = new Assets();
    private final Replies replies;

    Documents(Replies replies) {
        this.replies = replies;
    }

    void mount(Endpoints endpoints, Router router) {
        endpoints.getAtHand("/openapi.yaml", context -> file(context, "openapi.yaml"));
        endpoints.getAtHand("/docs", Documents::docs);
        endpoints.getAtHand(
                "/schemas/process.json", context -> file(context, "dev/signalbox/process/process.schema.json"));
        endpoints.getAtHand("/problems/{kind}", Documents::problem);
        router.route(ASSETS + "*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::asset);
    }

    private void asset(RoutingContext context) {
        try {
            PageHeaders.put(context.response());
            assets.page(context.request(), context.normalizedPath().substring(ASSETS.length()))
                    .send(context.response());
        } catch (Refusal e) {
            replies.fail(context.request(), e);
        }
    }

    private Reply file(RoutingContext context, String resource) {
        PageHeaders.put(context.response());
        return assets.reply(context.request(), resource);
    }

    private static Reply docs(RoutingContext context) {
        var frame = new Frame("API", "docs", "/docs", Pages.actor(context), null);
        return Pages.page(context, "docs", new DocsPage(frame));
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
