package dev.signalbox.web;

import dev.signalbox.review.Reviews;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;

/** Queues, and taking the most urgent task out of one. */
final class QueuesApi {
    private final Reviews reviews;

    QueuesApi(Reviews reviews) {
        this.reviews = reviews;
    }

    void mount(Endpoints endpoints) {
        endpoints.get("/v1/queues", context -> Reply.json(reviews.queues()));
        endpoints.list("/v1/queues/{process}/{queue}/tasks", this::tasks);
        endpoints.postLater("/v1/queues/{process}/{queue}/next", this::next);
    }

    private Reply tasks(RoutingContext context) {
        var query = new Query(context, "after", "limit");
        int limit = query.limit();
        var found =
                reviews.tasks(context.pathParam("process"), context.pathParam("queue"), query.text("after"), limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        var reply = Reply.json(page);
        return found.size() == page.size()
                ? reply
                : NextPage.link(reply, context.request(), page.get(limit - 1).id());
    }

    private CompletionStage<Reply> next(RoutingContext context, byte[] body) {
        String actor = Actor.required(context.request());
        RequestJson.requireNone(body);
        return reviews.next(context.pathParam("process"), context.pathParam("queue"), actor)
                .thenApply(task -> task.map(Reply::json).orElse(Reply.NO_CONTENT));
    }
}
