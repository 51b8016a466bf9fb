package dev.signalbox.web;

import dev.signalbox.Tickets;
import dev.signalbox.db.Database;
import dev.signalbox.decision.Processes;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.decision.RuleLoader;
import dev.signalbox.intake.FileImport;
import dev.signalbox.intake.Intake;
import dev.signalbox.item.Ids;
import dev.signalbox.outcome.History;
import dev.signalbox.plan.Items;
import dev.signalbox.publishing.Publishing;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The real server on a port of its own, with the pack of {@link Tickets}; automatic steps stay where they are. */
final class RunningServer implements AutoCloseable {
    /** Small enough to be met by a test within a moment. */
    static final Limits TIGHT = new Limits(
            64 * 1024,
            256 * 1024,
            8 * 1024,
            2 * 1024,
            Duration.ofMillis(700),
            Duration.ofMillis(700),
            Duration.ofSeconds(3),
            50,
            2,
            20,
            2,
            256 * 1024);

    final Server server;
    final URI uri;
    final Database database;
    private final Intake intake;
    private final Processes processes;
    private final ExecutorService deciders = Executors.newFixedThreadPool(2);

    RunningServer(Path folder, Limits limits) throws Exception {
        this(folder, limits, Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9")));
    }

    /** With the packs of another folder. */
    RunningServer(Path folder, Limits limits, Path rules) throws Exception {
        this(folder, limits, rules, RuleCompiler::compile);
    }

    /** With rules that are loaded in another way. */
    RunningServer(Path folder, Limits limits, Path rules, RuleLoader loader) throws Exception {
        var clock = Clock.systemUTC();
        processes = Processes.load(rules, loader, engine -> List.of());
        database = Database.open(folder.resolve("data"), clock);
        var ids = new Ids(clock);
        intake = new Intake(database, ids);
        server = new Server(
                limits,
                processes,
                intake,
                new FileImport(database, ids, process -> deciders),
                new Items(database),
                new History(database),
                List::of,
                new Reviews(database, processes),
                new Completion(database, processes, process -> deciders),
                new Publishing(database, processes),
                clock);
        server.start("127.0.0.1", 0);
        uri = URI.create("http://127.0.0.1:" + server.address().getPort());
    }

    @Override
    public void close() throws IOException, SQLException {
        server.close();
        intake.close();
        deciders.shutdown();
        database.close();
        processes.close();
    }
}
