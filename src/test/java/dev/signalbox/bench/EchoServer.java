package dev.signalbox.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.ServerSocket;

/** The yardstick for single POSTs: a bare Vert.x server, on as many event loops, that reads a body and sends it back. */
public final class EchoServer extends VerticleBase {
    private static final int LOOPS =
            Integer.getInteger("signalbox.loops", Runtime.getRuntime().availableProcessors());

    private static int port;

    @Override
    public Future<HttpServer> start() {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response().setStatusCode(201).end(body)))
                .listen();
    }

    public static void main(String[] args) throws IOException {
        try (var free = new ServerSocket(0)) { // loops share a port only when they name it
            port = free.getLocalPort();
        }
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS))
                .deployVerticle(EchoServer::new, new DeploymentOptions().setInstances(LOOPS))
                .onSuccess(deployed -> System.out.println("Echo is ready on http://127.0.0.1:" + port))
                .onFailure(fault -> {
                    fault.printStackTrace();
                    System.exit(1);
                });
    }
}
