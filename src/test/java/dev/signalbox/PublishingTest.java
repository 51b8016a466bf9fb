package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Postgres;
import dev.signalbox.db.Store;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.decision.RuleLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pack is changed while servers run. */
class PublishingTest {
    private static final String ROUTING = "tickets/routing.drl";
    private static final String PUBLICATIONS = "/v1/processes/tickets/publications";

    private final Path folder;
    private final String db = Postgres.fresh();
    private Path before;
    private Path after;

    PublishingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void write() throws Exception {
        var nowhere = URI.create("http://127.0.0.1:9");
        before = Tickets.write(folder.resolve("before"), nowhere);
        after = Tickets.write(folder.resolve("after"), nowhere);
        new RulesCopy(after).edit(ROUTING, text -> text.replace("\"not routine\"", "\"changed\""));
    }

    private final List<Signalbox> nodes = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var node : nodes) {
            node.close();
        }
    }

    private Signalbox start(Store store) throws Exception {
        return start(store, RuleCompiler::compile);
    }

    private Signalbox start(Store store, RuleLoader loader) throws Exception {
        var url = store == Store.SQLITE ? null : db;
        var node = new Signalbox("127.0.0.1", 0, folder.resolve("data"), url, before, loader, Clock.systemUTC());
        nodes.add(node);
        return node;
    }

    private static Client client(Signalbox node) {
        return new Client(URI.create(node.address()));
    }

    private record Told(int exit, String text) {}

    private static Told publish(Signalbox node, Path pack) {
        var told = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute("publish", pack.toString(), "--server", node.address(), "--as", "Zoë");
        return new Told(exit, told.toString());
    }

    private static String reason(Client client, String number) throws Exception {
        var item = client.post(Tickets.ITEMS, "erp", Tickets.json(number, "odd"));
        assertThat(item.status()).isEqualTo(201);
        return item.body().at("/decision/reasons/0").asText();
    }

    @ParameterizedTest
    @EnumSource
    void aPublishedPackDecidesAtOnceAndAfterEveryStartAlthoughTheFolderHoldsAnother(Store store) throws Exception {
        var node = start(store);
        var client = client(node);
        assertThat(reason(client, "1")).contains("not routine");
        assertThat(client.get(PUBLICATIONS).body()).isEmpty();

        assertThat(publish(node, after)).satisfies(told -> {
            assertThat(told.exit).as(told.text).isZero();
            assertThat(told.text).contains("tickets: version ", " is live, published by Zoë at ");
        });
        assertThat(reason(client, "2")).contains("changed");
        assertThat(publish(node, after).exit).as("twice is once").isZero();
        var published = client.get(PUBLICATIONS).body();
        assertThat(published).hasSize(1);
        assertThat(published.at("/0/publishedBy").asText()).isEqualTo("Zoë");
        assertThat(published.at("/0/version"))
                .isEqualTo(client.get("/v1/processes/tickets").body().get("version"));

        node.close();
        nodes.clear();
        var again = client(start(store));
        assertThat(reason(again, "3")).contains("changed");
        assertThat(again.get("/v1/items?process=tickets").body()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void aPackThatDoesNotLoadIsRefusedWithItsFaultsAndTheOneBeforeGoesOn(Store store) throws Exception {
        var node = start(store);
        var client = client(node);
        new RulesCopy(after).edit(ROUTING, text -> text.replace("kind !=", "kindd !="));
        assertThat(publish(node, after)).satisfies(told -> {
            assertThat(told.exit).isEqualTo(1);
            assertThat(told.text)
                    .contains("tickets/routing.drl:12:13", "did you mean 'kind'?", "was not published")
                    .doesNotContain("Exception");
        });
        Files.writeString(after.resolve(ROUTING), Files.readString(before.resolve(ROUTING)));
        new RulesCopy(after).write("tickets/examples.csv", "number,kind,expect.route\n1,odd,FULL\n");
        assertThat(publish(node, after)).satisfies(told -> {
            assertThat(told.exit).isEqualTo(1);
            assertThat(told.text).contains("tickets/examples.csv:2", "FULL");
        });
        assertThat(client.get(PUBLICATIONS).body()).isEmpty();
        assertThat(reason(client, "1")).contains("not routine");
        assertThat(client.get("/health/ready").body().get("status").asText()).isEqualTo("up");
    }

    @Test
    void aProcessThatNoFolderHoldsIsPublishedToo() throws Exception {
        before = Files.createDirectories(folder.resolve("none"));
        var node = start(Store.SQLITE);
        assertThat(client(node).get("/v1/processes").body()).isEmpty();
        assertThat(publish(node, after.resolve("tickets")).exit).isZero();
        assertThat(reason(client(node), "1")).contains("changed");
    }

    @Test
    void aChangeReachesAllNodesAndEachDecisionNamesOneVersionWhileItemsPourIn() throws Exception {
        var one = start(Store.POSTGRESQL);
        var other = start(Store.POSTGRESQL);
        var old = client(one).get("/v1/processes/tickets").body().get("version").asText();
        var stop = new AtomicBoolean();
        var failures = new ArrayList<Throwable>();
        var sender = new Thread(() -> {
            try {
                for (int i = 0; !stop.get(); i++) {
                    reason(client(i % 2 == 0 ? one : other), "N" + i);
                }
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        sender.start();

        assertThat(publish(one, after).exit).isZero();
        var changed =
                client(one).get("/v1/processes/tickets").body().get("version").asText();
        assertThat(changed).isNotEqualTo(old);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!client(other)
                .get("/v1/processes/tickets")
                .body()
                .get("version")
                .asText()
                .equals(changed)) {
            assertThat(System.nanoTime()).as("the other node follows").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(reason(client(other), "last")).contains("changed");
        stop.set(true);
        sender.join();
        assertThat(failures).isEmpty();

        int seen = 0;
        for (var path = "/v1/items?process=tickets&limit=100"; path != null; ) {
            var page = client(one).get(path);
            for (var summary : page.body()) {
                var item = client(one)
                        .get("/v1/items/" + summary.get("id").asText())
                        .body();
                var version = item.at("/decision/version").asText();
                assertThat(item.at("/decision/reasons/0").asText())
                        .contains(version.equals(changed) ? "changed" : "not routine");
                assertThat(version).isIn(old, changed);
                seen++;
            }
            path = page.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf('>')))
                    .orElse(null);
        }
        assertThat(seen).isGreaterThan(2);
    }

    @Test
    void aNodeThatCannotLoadAVersionTellsSoGoesOnAndFollowsTheNextAtOnce() throws Exception {
        var one = start(Store.POSTGRESQL);
        var other = start(Store.POSTGRESQL, pack -> {
            if (pack.files().stream().anyMatch(file -> file.text().contains("\"changed\""))) {
                throw new IllegalStateException("out of luck");
            }
            return RuleCompiler.compile(pack);
        });
        assertThat(publish(one, after).exit).isZero();
        awaitStatus(other, "degraded");
        assertThat(client(other).get("/health/ready").body().toString())
                .contains("published by Zoë", "out of luck", "the one before goes on here");
        assertThat(reason(client(other), "1")).contains("not routine");
        assertThat(publish(one, before).exit).isZero();
        awaitStatus(other, "up");
        assertThat(reason(client(other), "2")).contains("not routine");
    }

    private static void awaitStatus(Signalbox node, String status) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!client(node).get("/health/ready").body().get("status").asText().equals(status)) {
            assertThat(System.nanoTime()).as(status).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void nodesThatPublishAtOnceBothDoAndEndWithTheSame() throws Exception {
        var one = start(Store.POSTGRESQL);
        var other = start(Store.POSTGRESQL);
        var third = Tickets.write(folder.resolve("third"), URI.create("http://127.0.0.1:9"));
        new RulesCopy(third).edit(ROUTING, text -> text.replace("\"not routine\"", "\"third\""));
        var exits = List.of(after, third).stream()
                .map(pack -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> publish(pack.equals(after) ? one : other, pack).exit))
                .toList();
        for (var exit : exits) {
            assertThat(exit.join()).isZero();
        }
        var published = client(one).get(PUBLICATIONS).body();
        assertThat(published).hasSize(2);
        var latest = published.at("/0/version").asText();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (var node : List.of(one, other)) {
            while (!client(node)
                    .get("/v1/processes/tickets")
                    .body()
                    .get("version")
                    .asText()
                    .equals(latest)) {
                assertThat(System.nanoTime()).as("both end with the latest").isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    @Test
    void whatIsNoPackIsRefusedInWords() throws Exception {
        var node = start(Store.SQLITE);
        var http = java.net.http.HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(URI.create(node.address() + PUBLICATIONS))
                .header("Content-Type", "application/zip")
                .header("Signalbox-Actor", "Ada");
        for (byte[] body : List.of(new byte[0], "PK no".getBytes(StandardCharsets.UTF_8), escaping())) {
            var answer = http.send(
                    request.POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("/problems/pack-refused", "Expected")
                    .doesNotContain("Exception");
        }
    }

    private static byte[] escaping() throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("../process.yaml"));
        }
        return bytes.toByteArray();
    }
}
