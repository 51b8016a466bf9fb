package dev.signalbox.web;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What operators watch: how many requests of each kind, how they ended, how long they took. */
final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentMap<Key, Timer> requests = new ConcurrentHashMap<>();

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
                        java.time.Duration.ofMillis(1),
                        java.time.Duration.ofMillis(5),
                        java.time.Duration.ofMillis(20),
                        java.time.Duration.ofMillis(50),
                        java.time.Duration.ofMillis(200),
                        java.time.Duration.ofSeconds(1))
                .register(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        io.micrometer.core.instrument.Gauge.builder(name, value)
                .description(description)
                .register(registry);
    }

    /** In the Prometheus text format, version 0.0.4. */
    String text() {
        return registry.scrape();
    }
}
