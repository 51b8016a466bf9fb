package dev.signalbox.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/**
 * What a form did, told once on the page that it leads to. It travels in a cookie of that page alone, so that it is neither in
 * the address, nor told again when the page is opened another time.
 *
 * @param what happened
 * @param task the id of the task it happened to, or empty
 */
record Told(What what, String task) {
    enum What {
        /** Nothing that is to be told. */
        NOTHING,
        DONE,
        RELEASED,
        NOTED,
        /** No task was free. */
        NONE
    }

    private static final Told NOTHING = new Told(What.NOTHING, "");
    private static final String COOKIE = "signalbox-told";
    private static final long SECONDS = 60;

    /** To the page, which will tell it. */
    Reply at(RoutingContext context, String address) {
        context.response().addCookie(cookie(what + "." + task, address, SECONDS));
        return Pages.seeOther(address);
    }

    /** What the page that is asked for has to tell; a script that draws a part of it anew is told nothing. */
    static Told take(RoutingContext context) {
        var cookie = context.request().getCookie(COOKIE);
        if (cookie == null || "empty".equals(context.request().getHeader("Sec-Fetch-Dest"))) {
            return NOTHING;
        }
        context.response().addCookie(cookie("", context.request().path(), 0));
        var parts = cookie.getValue().split("\\.", 2);
        for (What what : What.values()) {
            if (parts.length == 2 && what.name().equals(parts[0])) {
                return new Told(what, parts[1]);
            }
        }
        return NOTHING;
    }

    private static Cookie cookie(String value, String path, long seconds) {
        return Cookie.cookie(COOKIE, value)
                .setPath(path)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(seconds);
    }
}
