package dev.signalbox.web.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The page templates, compiled with the code. */
public final class Templates {
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.signalbox.web.pages.templates");

    private Templates() {}

    /** A page as HTML, from the template of this name and its parameter {@code page}. */
    public static String render(String template, Object page) {
        var out = new StringOutput();
        ENGINE.render(template + ".jte", page, out);
        return out.toString();
    }
}
