package dev.signalbox.web;

import dev.signalbox.web.pages.ErrorPage;
import dev.signalbox.web.pages.Frame;
import dev.signalbox.web.pages.Templates;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** A problem for a person who looks at it in a browser. */
final class ProblemPage {
    private ProblemPage() {}

    static String html(HttpServerRequest request, ProblemAnswer problem) {
        // What was posted is not posted again by a link.
        String here = request.method().equals(HttpMethod.GET) ? Pages.safe(request.path()) : "/";
        var kind = problem.kind();
        var frame = new Frame(kind.title, "", here, Pages.actor(request), null);
        return Templates.render("error", new ErrorPage(frame, kind.status, problem.detail(), kind.meaning));
    }
}
