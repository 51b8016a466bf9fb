package dev.signalbox.bench;

import dev.signalbox.ServerProcess;
import dev.signalbox.bench.Figure.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Single claims, each on the disk before it is answered, beside a server that only echoes them. */
final class Posts implements Measurement {
    private static final int CONNECTIONS = 128;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int ROUNDS = 4;

    private final String isolation;

    /** @param isolation as {@code --rules-isolation} has it */
    Posts(String isolation) {
        this.isolation = isolation;
    }

    @Override
    public String name() {
        return "posts";
    }

    @Override
    public List<Figure> run(Place place) throws IOException {
        var bodies = place.claims.bodies(0);
        try (var echo = ServerProcess.java(EchoServer.class, List.of(), List.of());
                var signalbox = place.server("posts-" + isolation, isolation)) {
            post(echo, bodies, WARM_UP);
            post(signalbox, bodies, WARM_UP);
            var ours = new ArrayList<Answers>();
            var echoes = new ArrayList<Answers>();
            for (int round = 0; round < ROUNDS; round++) {
                signalbox.freeze(); // it works on what it was posted, on the processors that the echo shall have
                echoes.add(post(echo, bodies, ROUND));
                signalbox.thaw();
                ours.add(post(signalbox, bodies, ROUND));
            }
            return figures(ours, echoes);
        }
    }

    private static Answers post(ServerProcess server, Claims.Bodies bodies, Duration time) throws IOException {
        return post(server, CONNECTIONS, bodies, time);
    }

    static Answers post(ServerProcess server, int connections, Claims.Bodies bodies, Duration time) throws IOException {
        var before = server.processorTime();
        var answers = new Load(server.baseUri(), connections)
                .run(time, () -> Load.post(Claims.ITEMS, "", bodies.next()))
                .onlyWith(201);
        answers.work = server.processorTime().minus(before);
        return answers;
    }

    private List<Figure> figures(List<Answers> ours, List<Answers> echoes) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i).perSecond() / echoes.get(i).perSecond());
        }
        double worst = ours.stream().mapToDouble(a -> a.millis(0.99)).max().orElseThrow();
        return List.of(
                Figure.beside(
                        name(),
                        "items/s, 128 connections, rules isolation " + isolation + ", beside an echo server",
                        Median.of(ours, Answers::perSecond),
                        Median.of(echoes, Answers::perSecond),
                        Median.of(ratios),
                        Target.atLeast(0.40)),
                told("ms, p50", ours, echoes, a -> a.millis(0.50)),
                told("ms, p99", ours, echoes, a -> a.millis(0.99)),
                told("µs of processor time an item", ours, echoes, a -> a.work.toNanos() / 1e3 / a.count()),
                Figure.of(name(), "ms, p99 of the worst round", worst, Target.atMost(50)));
    }

    private Figure told(String what, List<Answers> ours, List<Answers> echoes, ToDoubleFunction<Answers> figure) {
        double mine = Median.of(ours, figure);
        double theirs = Median.of(echoes, figure);
        return new Figure(name(), what, mine, theirs, mine / theirs, null);
    }
}
