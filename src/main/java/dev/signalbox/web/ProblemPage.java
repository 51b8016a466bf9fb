package dev.signalbox.web;

import dev.signalbox.web.pages.ErrorPage;
import dev.signalbox.web.pages.Frame;
import dev.signalbox.web.pages.Templates;

/** A problem for a person who looks at it in a browser. */
final class ProblemPage {
    private ProblemPage() {}

    static String html(ProblemAnswer problem) {
        var kind = problem.kind();
        var instance = problem.instance();
        var frame = new Frame(kind.title, "", instance == null ? "/" : Pages.safe(instance), null, null);
        return Templates.render("error", new ErrorPage(frame, kind.status, problem.detail(), kind.meaning));
    }
}
