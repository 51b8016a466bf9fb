package dev.signalbox.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;

/** The yardstick for single POSTs: a bare Vert.x server that reads a body and sends it back. */
public final class EchoServer {
    private EchoServer() {}

    public static void main(String[] args) {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        Vertx.vertx(new VertxOptions())
                .createHttpServer(options)
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response().setStatusCode(201).end(body)))
                .listen()
                .onSuccess(server -> System.out.println("Echo is ready on http://127.0.0.1:" + server.actualPort()))
                .onFailure(fault -> System.exit(1));
    }
}
