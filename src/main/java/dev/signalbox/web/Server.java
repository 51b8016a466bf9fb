package dev.signalbox.web;

import dev.signalbox.decision.Processes;
import dev.signalbox.execution.Resting;
import dev.signalbox.intake.FileImport;
import dev.signalbox.intake.Intake;
import dev.signalbox.intake.WhyNots;
import dev.signalbox.outcome.History;
import dev.signalbox.plan.Items;
import dev.signalbox.publishing.Publishing;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP server: the API, the pages and the documents, on a few event loops that share one port. */
public final class Server implements AutoCloseable {
    private static final int LOOPS = Math.max(
            1, Integer.getInteger("signalbox.loops", Runtime.getRuntime().availableProcessors()));
    private static final long PATIENCE_SECONDS = 30;
    private static final long FAREWELL_SECONDS = 5;
    /** Others between may end a connection that is idle: long work is answered in a part of that time. */
    private static final int EARLY_PART = 6;

    private final Limits limits;
    private final Vertx vertx;
    private final Workers workers;
    private final Workers importers;
    private final Workers compilers;
    private final Workers finders;
    private final WhyNots whyNots;
    private final Connections connections;
    private final Endpoints endpoints;
    private final Router router;
    private final PostItems postItems;
    private final Replies replies = new Replies();
    private final List<HttpServer> servers = new ArrayList<>();
    private @Nullable InetSocketAddress address;

    /** @param resting the receivers of steps that are away */
    public Server(
            Limits limits,
            Processes processes,
            Intake intake,
            FileImport files,
            Items items,
            History history,
            Supplier<List<Resting>> resting,
            Reviews reviews,
            Completion completion,
            Publishing publishing,
            Clock clock) {
        this.limits = limits;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(LOOPS)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        workers = new Workers(
                "web-worker",
                limits.workers(),
                limits.waiting(),
                "Expected a free worker, but all have queues before them");
        importers = new Workers(
                "web-import",
                limits.imports(),
                0,
                "Expected a free place to read a file, but " + limits.imports() + " are being read");
        connections = new Connections(vertx, limits);
        router = Router.router(vertx);
        var meters = new Meters();
        meters.gauge("signalbox.http.connections", "Open connections", connections::open);
        meters.gauge("signalbox.intake.waiting", "Submissions that wait to be decided", intake::waiting);
        compilers = new Workers(
                "web-publish", 1, limits.imports(), "Expected a pack to be published now and then, but many are");
        whyNots = new WhyNots(processes);
        finders = new Workers(
                "web-why", 1, limits.imports() * 4, "Expected to find out why now and then, but many ask at once");
        var bodies = new WholeBody(connections, limits.body(), limits.wholeBody());
        postItems = new PostItems(
                processes,
                intake,
                new Imports(files, connections, importers, replies, limits),
                bodies,
                replies,
                meters);

        endpoints = new Endpoints(router, workers, bodies, replies, meters);
        endpoints.known("POST", PostItems.PATH);
        new ProcessesApi(processes, intake).mount(endpoints);
        new PublicationsApi(processes, publishing, compilers, limits.idle().dividedBy(EARLY_PART))
                .mount(endpoints, new WholeBody(connections, limits.pack(), limits.wholeBody()));
        new ItemsApi(processes, items, history).mount(endpoints);
        new WhyNotApi(processes, items, whyNots, clock).mount(endpoints, finders);
        new QueuesApi(reviews).mount(endpoints);
        new TasksApi(reviews, completion).mount(endpoints);
        new OperationsApi(processes, items, resting, meters).mount(endpoints);
        new Documents(replies).mount(endpoints, router);
        endpoints.refuseOtherMethods();

        var pageEndpoints = new Endpoints(router, workers, bodies, replies, meters);
        var pages = new Pages(processes, items, history, resting, reviews, clock);
        pages.mount(pageEndpoints);
        new WhyNotPages(pages, whyNots).mount(pageEndpoints, finders);
        new Find(pages, processes, items, reviews).mount(pageEndpoints);
        new ItemList(pages, processes, items).mount(pageEndpoints);
        new PageForms(pages, reviews, completion).mount(pageEndpoints);
        pageEndpoints.refuseOtherMethods();
        for (int status : List.of(400, 404, 405, 413, 415, 500)) {
            router.errorHandler(status, this::failed);
        }
    }

    /** Why nobody could listen there; empty when one could. */
    public static List<String> faults(String host, int port) {
        if (port < 0 || port > 65_535) {
            return List.of("Expected a port from 1 to 65535, or 0 for any free one, but was " + port);
        }
        try {
            Doorkeeper.checkLoopback(host);
            try (var socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
                return socket.isBound() ? List.of() : List.of("Expected to listen on " + host + ", but it cannot be");
            }
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return List.of("Expected port " + port + " of " + host + " to be free, but " + e.getMessage());
        }
    }

    /**
     * Listens, and returns when it does.
     *
     * @param port 0 for any free one
     * @throws IllegalArgumentException when others than this machine could reach it: there is no sign-in yet
     * @throws IOException when the port cannot be had
     */
    public void start(String host, int port) throws IOException {
        Doorkeeper.checkLoopback(host);
        int bound = port;
        for (int i = 0; i < LOOPS; i++) {
            bound = listen(host, port);
        }
        address = new InetSocketAddress(host, bound);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        if (address == null) {
            throw new IllegalStateException("the server was not started");
        }
        return address;
    }

    /** Every path of the API with its methods, as the contract writes them. */
    Map<String, List<String>> paths() {
        return endpoints.methods();
    }

    /** Another loop on the same port. */
    private int listen(String host, int port) throws IOException {
        HttpServer server = vertx.createHttpServer(config())
                .connectionHandler(connections::opened)
                .invalidRequestHandler(this::invalid)
                .requestHandler(this::handle);
        var place = port == 0 ? SocketAddress.sharedRandomPort(1, host) : SocketAddress.inetSocketAddress(port, host);
        try {
            vertx.deployVerticle(() -> new Loop(server, place), new DeploymentOptions())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    "Expected to listen on " + host + ":" + port + ", but "
                            + Problems.unwrapped(e).getMessage(),
                    e);
        } catch (TimeoutException e) {
            throw new IOException("Expected to listen on " + host + ":" + port + ", but it took too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        servers.add(server);
        return server.actualPort();
    }

    private static final class Loop extends VerticleBase {
        private final HttpServer server;
        private final SocketAddress place;

        Loop(HttpServer server, SocketAddress place) {
            this.server = server;
            this.place = place;
        }

        @Override
        public Future<?> start() {
            return server.listen(place);
        }
    }

    private HttpServerConfig config() {
        return new HttpServerConfig()
                .setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(limits.idle())
                .setHttp1Config(new Http1ServerConfig()
                        .setMaxHeaderSize(limits.headers())
                        .setMaxInitialLineLength(limits.address()));
    }

    private void handle(HttpServerRequest request) {
        connections.begins(request);
        try {
            var turnedAway = Doorkeeper.turnsAway(request);
            if (turnedAway != null) {
                replies.problem(request, turnedAway);
                return;
            }
            String path = Address.of(request.path());
            if (PostItems.matches(request, path)) {
                postItems.handle(request, path);
            } else {
                router.handle(request);
            }
        } catch (RuntimeException e) {
            replies.fail(request, e);
        }
    }

    /** A head that is no head of HTTP, or too large to be read. The connection ends with the answer. */
    private void invalid(HttpServerRequest request) {
        replies.problem(request, InvalidHead.problem(request.decoderResult().cause(), limits));
    }

    private void failed(RoutingContext context) {
        var failure = context.failure();
        var problem = failure == null || failure instanceof io.vertx.ext.web.handler.HttpException
                ? Problems.ofStatus(context.statusCode(), failure)
                : Problems.of(failure);
        replies.problem(context.request(), problem);
    }

    /** Stops to listen, lets the requests under way have their answers, and closes. */
    @Override
    public void close() {
        Future.join(servers.stream()
                        .map(server -> server.shutdown(FAREWELL_SECONDS, TimeUnit.SECONDS))
                        .toList())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        workers.close();
        importers.close();
        compilers.close();
        whyNots.close();
        finders.close();
    }
}
