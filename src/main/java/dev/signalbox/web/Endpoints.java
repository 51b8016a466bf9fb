package dev.signalbox.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** The addresses of the API, each with its methods, kept in a list so that a test can hold them against the contract. */
final class Endpoints {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Router router;
    private final Workers workers;
    private final WholeBody bodies;
    private final Replies replies;
    private final Meters meters;
    private final Map<String, List<String>> methods = new LinkedHashMap<>();

    Endpoints(Router router, Workers workers, WholeBody bodies, Replies replies, Meters meters) {
        this.router = router;
        this.workers = workers;
        this.bodies = bodies;
        this.replies = replies;
        this.meters = meters;
    }

    /** An answer without a body read; it may block where it is said so. */
    interface Answer {
        Reply to(RoutingContext context) throws Exception;
    }

    /** An answer to a body; it may block. */
    interface BodyAnswer {
        Reply to(RoutingContext context, byte[] body) throws Exception;
    }

    /** An answer that comes later; begun on a worker, where it may block. */
    interface LaterAnswer {
        CompletionStage<Reply> to(RoutingContext context, byte[] body);
    }

    /** GET that may block, and HEAD with it. Paths are written as in the contract: {@code /v1/items/{id}}. */
    void get(String path, Answer answer) {
        get(path, workers, answer);
    }

    /** The same, for what takes longer than other requests. */
    void get(String path, Workers ownWorkers, Answer answer) {
        add(HttpMethod.GET, path, checked(path, context -> onWorker(ownWorkers, context, answer)));
    }

    /** The same, for an answer that reads parameters of its own with {@link Query}. */
    void list(String path, Answer answer) {
        add(HttpMethod.GET, path, context -> onWorker(workers, context, answer));
    }

    /** GET of what is at hand, on the event loop. */
    void getAtHand(String path, Answer answer) {
        add(HttpMethod.GET, path, checked(path, context -> {
            try {
                answer.to(context).send(context.response());
            } catch (Exception e) {
                replies.fail(context.request(), e);
            }
        }));
    }

    /** POST of a body, answered on a worker. */
    void post(String path, BodyAnswer answer) {
        post(path, workers, answer);
    }

    /** The same, for what takes longer than other requests. */
    void post(String path, Workers ownWorkers, BodyAnswer answer) {
        addPost(path, bodies, (context, body) -> onWorker(ownWorkers, context, asked -> answer.to(asked, body)));
    }

    /** POST of a body, answered later. */
    void postLater(String path, LaterAnswer answer) {
        postLater(path, bodies, answer);
    }

    /** The same, of a body that is larger than others. */
    void postLater(String path, WholeBody ownBodies, LaterAnswer answer) {
        addPost(path, ownBodies, (context, body) -> {
            var loop = Vertx.currentContext();
            workers.run(loop, () -> answer.to(context, body))
                    .compose(later -> Future.fromCompletionStage(later, loop))
                    .onComplete(result -> replies.send(context.request(), result));
        });
    }

    private interface WithBody {
        void handle(RoutingContext context, byte[] body);
    }

    private void addPost(String path, WholeBody taken, WithBody handler) {
        add(
                HttpMethod.POST,
                path,
                checked(
                        path,
                        context -> taken.read(
                                context.request(),
                                body -> handler.handle(context, body),
                                refusal -> replies.fail(context.request(), refusal))));
    }

    /** Of the API nothing that was asked for is passed over; pages bear what other pages and mail programs add. */
    private Handler<RoutingContext> checked(String path, Handler<RoutingContext> handler) {
        if (!path.startsWith("/v1/")) {
            return handler;
        }
        return context -> {
            try {
                requireNoParameters(context.request());
                handler.handle(context);
            } catch (Refusal e) {
                replies.fail(context.request(), e);
            }
        };
    }

    /** @throws Refusal when there are parameters, which nobody would read */
    static void requireNoParameters(HttpServerRequest request) {
        String query = request.query();
        if (query != null && !query.isEmpty()) {
            throw Refusal.parameter("Expected no parameters at this address, but was '?" + Words.shown(query) + "'");
        }
    }

    private void onWorker(Workers those, RoutingContext context, Answer answer) {
        those.run(Vertx.currentContext(), () -> answer.to(context))
                .onComplete(result -> replies.send(context.request(), result));
    }

    private void add(HttpMethod method, String path, Handler<RoutingContext> handler) {
        String pattern = PARAMETER.matcher(path).replaceAll(":$1");
        Handler<RoutingContext> measured = context -> {
            long start = System.nanoTime();
            var response = context.response();
            response.endHandler(ignored -> meters.request(method.name(), path, response.getStatusCode(), start));
            handler.handle(context);
        };
        router.route(method, pattern).handler(measured);
        if (method.equals(HttpMethod.GET)) {
            router.route(HttpMethod.HEAD, pattern).handler(measured);
        }
        methods.computeIfAbsent(path, ignored -> new ArrayList<>()).add(method.name());
    }

    /** An address that is served without the router, for {@link #methods} and the answer to other methods. */
    void known(String method, String path) {
        methods.computeIfAbsent(path, ignored -> new ArrayList<>()).add(method);
    }

    /** Any other method on an address that is known: 405, and which it takes. To be called when all are added. */
    void refuseOtherMethods() {
        methods.forEach((path, taken) -> {
            var allowed = new ArrayList<>(taken);
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            String allow = String.join(", ", allowed);
            router.route(PARAMETER.matcher(path).replaceAll(":$1")).handler(context -> {
                context.response().putHeader("Allow", allow);
                replies.problem(
                        context.request(),
                        new ProblemAnswer(
                                ProblemKind.METHOD_NOT_ALLOWED,
                                "Expected " + allow + ", but was "
                                        + Words.shown(context.request().method().name())));
            });
        });
    }

    /** The methods of each path, as the contract writes them. */
    Map<String, List<String>> methods() {
        return Collections.unmodifiableMap(methods);
    }
}
