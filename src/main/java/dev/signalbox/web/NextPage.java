package dev.signalbox.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a list goes on: {@code Link: <…>; rel="next"} (RFC 8288), with the same parameters and behind the last row. */
final class NextPage {
    private NextPage() {}

    static Reply link(Reply page, HttpServerRequest request, String last) {
        var address = new StringBuilder(request.path()).append('?');
        for (var parameter : request.params(false)) {
            if (!parameter.getKey().equals("after")) {
                address.append(encoded(parameter.getKey()))
                        .append('=')
                        .append(encoded(parameter.getValue()))
                        .append('&');
            }
        }
        return page.with("Link", "<" + address.append("after=").append(encoded(last)) + ">; rel=\"next\"");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
