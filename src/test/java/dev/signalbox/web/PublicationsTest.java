package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.RulesCopy;
import dev.signalbox.Tickets;
import dev.signalbox.cli.Publish;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackZip;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A pack that takes its time to be published: whoever publishes it is answered early, and knows the end. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicationsTest {
    private static final String PUBLICATIONS = "/v1/processes/tickets/publications";

    private RulesCopy packs;
    private RunningServer running;
    private Client client;
    private volatile CountDownLatch compiling = new CountDownLatch(0);

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        packs = new RulesCopy(rules);
        running = new RunningServer(folder, RunningServer.TIGHT, rules, pack -> {
            try {
                assertThat(compiling.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return RuleCompiler.compile(pack);
        });
        client = new Client(running.uri);
    }

    @AfterAll
    void stop() throws Exception {
        running.close();
    }

    @Test
    void aPackThatTakesLongIsAnsweredEarlyAndTheCommandWaitsUntilItIsLive() throws Exception {
        packs.edit("tickets/routing.drl", text -> text.replace("\"not routine\"", "\"slow to come\""));
        compiling = new CountDownLatch(1);
        var first = told();
        var again = told();
        var version = working();
        assertThat(client.get(PUBLICATIONS).body()).isEmpty();
        var early = post();
        assertThat(early.statusCode()).isEqualTo(202);
        assertThat(early.headers().firstValue("Location")).contains(PUBLICATIONS + "/" + version);
        compiling.countDown();
        for (var told : new Told[] {first.join(), again.join()}) {
            assertThat(told.exit).as(told.text).isZero();
            assertThat(told.text).contains("is live, published by Zoë").doesNotContain("Exception");
        }
        assertThat(first.join().text + again.join().text).contains("waiting until it is live");
        assertThat(client.get(PUBLICATIONS).body())
                .as("two who publish the same publish it once")
                .hasSize(1);
        assertThat(state(version)).isEqualTo("LIVE");
        assertThat(state("1")).isEqualTo("LIVE");
        assertThat(client.get(PUBLICATIONS + "/2").status()).isEqualTo(404);
        assertThat(client.get(PUBLICATIONS + "/" + "0".repeat(64)).status()).isEqualTo(404);

        packs.edit("tickets/routing.drl", text -> text.replace("\"slow to come\"", "\"at once\""));
        assertThat(told().join().exit).isZero();
        assertThat(state(version)).isEqualTo("REPLACED");
        assertThat(state("2")).isEqualTo("LIVE");

        packs.edit("tickets/routing.drl", text -> text.replace("kind ==", "kindd =="));
        compiling = new CountDownLatch(1);
        var bad = told();
        var faulty = working();
        compiling.countDown();
        assertThat(bad.join().exit).isEqualTo(1);
        assertThat(bad.join().text)
                .contains("did you mean 'kind'?", "was not published")
                .doesNotContain("Exception");
        assertThat(state(faulty)).isEqualTo("FAILED");
        assertThat(client.get(PUBLICATIONS + "/" + faulty)
                        .body()
                        .at("/problem/status")
                        .asInt())
                .isEqualTo(422);
    }

    private HttpResponse<String> post() throws Exception {
        var zip = PackZip.of(PackLoader.load(Path.of(packs.path("tickets"))).files());
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(running.uri.resolve(PUBLICATIONS))
                                .header("Content-Type", "application/zip")
                                .header("Signalbox-Actor", "Ada")
                                .POST(BodyPublishers.ofByteArray(zip))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** The version that is on its way, as soon as one is. */
    private String working() throws Exception {
        while (true) {
            var pack = PackLoader.load(Path.of(packs.path("tickets")));
            var state = client.get(PUBLICATIONS + "/" + pack.version());
            if (state.body().path("state").asText().equals("WORKING")) {
                assertThat(state.headers().firstValue("Retry-After")).contains("1");
                return pack.version();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private String state(String version) throws Exception {
        return client.get(PUBLICATIONS + "/" + version).body().get("state").asText();
    }

    @Test
    void aServerThatIsNotThereOrGoesAwayIsToldInOneLine() throws Exception {
        try (var closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var hangUp = CompletableFuture.runAsync(() -> {
                try (var caller = closing.accept()) {
                    caller.getInputStream().read();
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            var told = publish("http://127.0.0.1:" + closing.getLocalPort());
            assertThat(told.exit).isEqualTo(1);
            assertThat(told.text).contains("but the connection ended").doesNotContain("\tat ");
            hangUp.join();
        }
        var told = publish("http://127.0.0.1:9");
        assertThat(told.exit).isEqualTo(1);
        assertThat(told.text)
                .contains("nobody listens there", "was not published")
                .doesNotContain("\tat ");
    }

    private record Told(int exit, String text) {}

    private CompletableFuture<Told> told() {
        return CompletableFuture.supplyAsync(() -> publish(running.uri.toString()));
    }

    private Told publish(String server) {
        var told = new StringWriter();
        int exit = new CommandLine(new Publish())
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(packs.path("tickets"), "--server", server, "--as", "Zoë");
        return new Told(exit, told.toString());
    }
}
