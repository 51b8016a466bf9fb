package dev.signalbox.web;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpServerRequest;

/** Sends answers and problems, on the request's event loop. */
final class Replies {
    void send(HttpServerRequest request, AsyncResult<Reply> result) {
        if (result.succeeded()) {
            result.result().send(request.response());
        } else {
            fail(request, result.cause());
        }
    }

    void fail(HttpServerRequest request, Throwable failure) {
        problem(request, Problems.of(failure));
    }

    void problem(HttpServerRequest request, ProblemAnswer problem) {
        var located = problem.at(request.path());
        var reply = located.reply();
        if (prefersPage(request)) {
            PageHeaders.put(request.response());
            reply = reply.as(Reply.HTML, ProblemPage.html(request, located));
        }
        if (problem.kind() == ProblemKind.SLOW_REQUEST) {
            closeAfter(request);
        }
        reply.send(request.response());
    }

    /** Ends the connection with the answer, because what still comes of the body is no request. */
    static void closeAfter(HttpServerRequest request) {
        var response = request.response();
        if (!response.headWritten()) {
            response.putHeader("Connection", "close");
        }
        response.bodyEndHandler(ignored -> request.connection().close());
    }

    /** Whether a person looks at it: the API answers programs alike, whatever they say they accept. */
    private static boolean prefersPage(HttpServerRequest request) {
        String path = request.path();
        if (path == null || path.startsWith("/v1/")) {
            return false;
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
