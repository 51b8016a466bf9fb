package dev.signalbox.web;

/** A problem for a person who looks at it in a browser. */
final class ProblemPage {
    private ProblemPage() {}

    static String html(ProblemAnswer problem) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title><link rel="stylesheet" href="/assets/signalbox.css"></head>
                <body><main><h1>%1$s</h1><p>%2$s</p><p>%3$s</p><p><a href="/">Overview</a></p></main></body>
                </html>
                """.formatted(escaped(problem.kind().title), escaped(problem.detail()), escaped(problem.kind().meaning));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
