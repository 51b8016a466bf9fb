package dev.signalbox.bench;

import dev.signalbox.Client;
import dev.signalbox.ServerProcess;
import dev.signalbox.bench.Figure.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What callers of one pack notice when the rules of another loop, take all memory and lose their process, each a strike: claims
 * posted at a steady pace, first alone, then beside the attacks until the third strike.
 */
final class UnderAttack implements Measurement {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration ALONE = Duration.ofSeconds(20);
    private static final Duration BESIDE = Duration.ofSeconds(25);
    private static final String ATTACKED = "/v1/processes/attacked/items";
    private static final List<String> ATTACKS = List.of("loop", "memory", "join");

    @Override
    public String name() {
        return "attack";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        var rules = Files.createDirectories(place.file("attacked-rules"));
        Files.createSymbolicLink(rules.resolve("property-claims"), place.rules.resolve("property-claims"));
        write(Files.createDirectories(rules.resolve("attacked")));
        try (var server = ServerProcess.serveIsolated("process", place.file("attacked-data"), rules)) {
            var claims = place.claims.bodies(0);
            Supplier<byte[]> posts = () -> Load.post(Claims.ITEMS, "", claims.next());
            steadily(server, posts, WARM_UP);
            var alone = steadily(server, posts, ALONE).onlyWith(201);
            var attacks = CompletableFuture.runAsync(() -> attack(new Client(server.baseUri())));
            var beside = steadily(server, posts, BESIDE).onlyWith(201);
            attacks.join();
            double ours = beside.millis(0.99);
            double calm = alone.millis(0.99);
            return List.of(
                    Figure.beside(
                            name(),
                            "ms, p99 of 100 posts/s while another pack's rules loop and take all memory; beside calm",
                            ours,
                            calm,
                            ours / calm,
                            Target.atMost(2)),
                    Figure.told(name(), "ms, the slowest of them", beside.millis(1)));
        }
    }

    private static Answers steadily(ServerProcess server, Supplier<byte[]> posts, Duration time) throws IOException {
        return new Load(server.baseUri(), 1).run(time, new Supplier<>() {
            private long next = System.nanoTime();

            @Override
            public byte[] get() {
                next += EVERY_NANOS;
                LockSupport.parkNanos(next - System.nanoTime());
                return posts.get();
            }
        });
    }

    private static void attack(Client client) {
        try {
            for (var attack : ATTACKS) {
                var body = "{\"kind\": \"" + attack + "\", \"lines\": [" + "{\"n\": 1}, ".repeat(199) + "{\"n\": 1}]}";
                var item = client.post(ATTACKED, "bench", body);
                if (!item.body().at("/decision/queue").asText().equals("people")) {
                    throw new IllegalStateException("Expected the attack to end in the fallback queue, but " + item);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path pack) throws IOException {
        Files.writeString(pack.resolve("process.yaml"), """
                process: attacked
                title: Attacked
                owner: { name: Nobody, contact: nobody@example.org }
                item: Thing
                queues:
                  people: { title: People, due: 8h }
                routes:
                  full:    [carry-out]
                  partial: [review: people, carry-out]
                  manual:  [review: people, carry-out]
                quarantine: people
                fallback: people
                outcomes:
                  DONE: []
                """);
        Files.writeString(pack.resolve("rules.drl"), String.format(Locale.ROOT, """
                package attacked
                declare Line
                    n : Integer
                end
                declare Thing
                    kind : String
                    lines : List<Line>
                end
                rule "Ordinary" when Thing( kind == "plain" ) then route.full("DONE", "plain"); end
                rule "Loop" when Thing( kind == "loop" ) then while (true) { } end
                rule "Memory" when Thing( kind == "memory" ) then
                    List<String> all = new ArrayList<>(); while (true) { all.add("x".repeat(1 << 20)); }
                end
                rule "Join" when
                    Thing( kind == "join", $l : lines )
                    %s not Line( n == 2 ) from $l
                then route.full("DONE", "never"); end
                """, "Line() from $l ".repeat(6)));
    }
}
