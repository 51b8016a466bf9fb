package dev.signalbox.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.Client;
import dev.signalbox.Signalbox;
import dev.signalbox.decision.RuleCompiler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The real server with the real packs, and a browser before it. Payments are refused, so that their steps fail at once. */
final class Desk implements AutoCloseable {
    private static final String ADDRESS_IN_THE_PACKS = "http://localhost:8081";

    final Client client;
    private final String address;
    private final Path folder;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private @Nullable Signalbox signalbox;
    private final HttpServer receiver;
    private final Browser browser;
    private final List<Page> windows = new ArrayList<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    Desk(Path folder) throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean payment = exchange.getRequestURI().getPath().startsWith("/payments/");
            exchange.sendResponseHeaders(payment ? 422 : 204, -1);
            exchange.close();
        });
        receiver.start();
        var rules = folder.resolve("rules");
        copyPacks(
                Path.of("rules"),
                rules,
                "http://localhost:" + receiver.getAddress().getPort());
        this.folder = folder;
        signalbox = start(0);
        address = signalbox.address();
        client = new Client(URI.create(address));
        browser = Browser.open();
    }

    private Signalbox start(int port) throws IOException, SQLException {
        var clock = new Clock() {
            @Override
            public Instant instant() {
                return Instant.now().plus(ahead.get());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        return new Signalbox(
                "127.0.0.1", port, folder.resolve("data"), null, folder.resolve("rules"), RuleCompiler::compile, clock);
    }

    /** Sets the server's clock ahead. */
    void later(Duration by) {
        ahead.updateAndGet(sofar -> sofar.plus(by));
    }

    void stopServer() throws IOException, SQLException {
        var stopping = signalbox;
        signalbox = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    /** Starts it again, where it was. */
    void startServer() throws IOException, SQLException {
        signalbox = start(URI.create(address).getPort());
    }

    private static void copyPacks(Path from, Path to, String receiver) throws IOException {
        List<Path> files;
        try (var found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            var copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            if (file.endsWith("process.yaml")) {
                Files.writeString(
                        copy,
                        Files.readString(file)
                                .replace(ADDRESS_IN_THE_PACKS, receiver)
                                .replaceAll("attempts: \\d+", "attempts: 1"));
            } else {
                Files.copy(file, copy);
            }
        }
    }

    /** A browser window of somebody who has given a name, or of a stranger when it is empty. */
    Page window(String name, int width, ColorScheme colours) {
        var page = browser.page(width, 900, colours);
        windows.add(page);
        page.setDefaultTimeout(15_000);
        // Pages refresh every 5 s, which is Playwright's own patience as well.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        page.onConsoleMessage(message -> {
            // A page that answers 409 or 422 is one that works.
            if (message.type().equals("error")
                    && !message.text().startsWith("Failed to load resource")
                    && !(signalbox == null && message.text().startsWith("htmx:"))) {
                faults.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> faults.add(page.url() + ": " + error));
        if (!name.isEmpty()) {
            page.context().addCookies(List.of(new Cookie(Actor.COOKIE, name).setUrl(address)));
        }
        return page;
    }

    Page window(String name) {
        return window(name, 1440, ColorScheme.LIGHT);
    }

    /** Closes what was opened, so that it asks for nothing more. */
    void closeWindows() {
        windows.forEach(window -> window.context().close());
        windows.clear();
    }

    /** Errors of scripts and of the Content-Security-Policy in any window so far. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    String url(String path) {
        return address + path;
    }

    /** A claim that was accepted; its id. */
    String claim(String number, String type, String site, String amount) throws Exception {
        var body = """
                {"claimNumber": "%s", "received": "2014-12-31", "incident": "2014-12-20", "airport": "SEA",
                 "airline": "Alaska Airlines", "type": "%s", "site": "%s", "category": "Clothing", "amount": %s}""".formatted(number, type, site, amount);
        return accepted("property-claims", body);
    }

    String accepted(String process, String body) throws Exception {
        var reply = client.post("/v1/processes/" + process + "/items", "test", body);
        if (reply.status() != 201) {
            throw new IllegalStateException("Expected 201, but was " + reply);
        }
        return reply.body().get("id").asText();
    }

    @Override
    public void close() throws IOException, SQLException {
        browser.close();
        stopServer();
        receiver.stop(0);
    }
}
