package dev.signalbox.web;

import dev.signalbox.plan.RouteCount;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What operators watch: how many requests of each kind, how they ended, how long they took. */
final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentMap<Key, Timer> requests = new ConcurrentHashMap<>();

    private final MultiGauge items = MultiGauge.builder("signalbox.items")
            .description("Items by process, route last decided and status")
            .register(registry);

    private record Key(String method, String path, int status) {}

    /** @param start the {@link System#nanoTime} at which its head had arrived */
    void request(String method, String path, int status, long start) {
        requests.computeIfAbsent(new Key(method, path, status), this::timer)
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("signalbox.http.requests")
                .description("Requests by method, path of the contract and status")
                .tags("method", key.method, "path", key.path, "status", Integer.toString(key.status))
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1))
                .register(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** How many items stand where, as the database says just now. */
    void items(List<RouteCount> counts) {
        items.register(
                counts.stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of(
                                        "process",
                                        count.process(),
                                        "route",
                                        count.route().name(),
                                        "status",
                                        count.status().name()),
                                count.items()))
                        .toList(),
                true);
    }

    /** In the Prometheus text format, version 0.0.4. */
    String text() {
        return registry.scrape();
    }
}
